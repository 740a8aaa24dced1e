// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

import java.util.Optional;

/**
 * One operation on one file. Which of the optional parts an operation needs is checked where it is
 * applied, so that an incomplete edit can be reported instead of lost.
 *
 * @param file path inside the skill directory, as proposed; not yet checked
 * @param op what to do
 * @param targetSection heading of the section to edit
 * @param targetText text that the edit is anchored at
 * @param oldText text to be replaced
 * @param content text to put in
 * @param afterSection heading of the section after which a new one goes
 * @param ground what the edit rests on, where the proposer tells
 */
public record Edit(
    String file,
    EditOp op,
    Optional<String> targetSection,
    Optional<String> targetText,
    Optional<String> oldText,
    Optional<String> content,
    Optional<String> afterSection,
    Optional<Ground> ground) {

  /** Returns an edit with nothing but a file and an operation, to be completed by the withers. */
  public static Edit of(String file, EditOp op) {
    return new Edit(
        file,
        op,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Edit withFile(String path) {
    return new Edit(path, op, targetSection, targetText, oldText, content, afterSection, ground);
  }

  public Edit withOp(EditOp operation) {
    return new Edit(
        file, operation, targetSection, targetText, oldText, content, afterSection, ground);
  }

  public Edit withTargetSection(String heading) {
    return new Edit(
        file, op, Optional.of(heading), targetText, oldText, content, afterSection, ground);
  }

  public Edit withTargetText(String text) {
    return new Edit(
        file, op, targetSection, Optional.of(text), oldText, content, afterSection, ground);
  }

  public Edit withOldText(String text) {
    return new Edit(
        file, op, targetSection, targetText, Optional.of(text), content, afterSection, ground);
  }

  public Edit withContent(String text) {
    return new Edit(
        file, op, targetSection, targetText, oldText, Optional.of(text), afterSection, ground);
  }

  public Edit withAfterSection(String heading) {
    return new Edit(
        file, op, targetSection, targetText, oldText, content, Optional.of(heading), ground);
  }

  public Edit withGround(Ground observation) {
    return new Edit(
        file,
        op,
        targetSection,
        targetText,
        oldText,
        content,
        afterSection,
        Optional.of(observation));
  }
}
