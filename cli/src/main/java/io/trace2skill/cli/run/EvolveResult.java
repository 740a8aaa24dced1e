// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.skill.SkillDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param skill name of the skill
 * @param counts the books
 * @param deadLetters what could not be read, with reasons
 * @param window the window that the run closed; empty when an earlier run had closed it
 * @param snapshot the latest version of the skill; empty when there is none
 * @param base what the version was made from; empty for a skill created from scratch
 * @param engine what did the analyses and merges
 * @param timings seconds for each phase, in order
 */
public record EvolveResult(
    String skill,
    Counts counts,
    List<Unread> deadLetters,
    Optional<SettledWindow> window,
    Optional<SkillSnapshot> snapshot,
    Optional<SkillDirectory> base,
    String engine,
    Map<String, Double> timings) {

  /**
   * The books: read = accepted + deadLettered, and accepted = patched + noLesson + failed +
   * pending.
   *
   * @param late outcomes that came after their window had closed
   * @param duplicates trajectories that the input held more than once
   * @param successes accepted trajectories that succeeded
   * @param failures accepted trajectories that failed
   */
  public record Counts(
      long read,
      long accepted,
      long patched,
      long noLesson,
      long failed,
      long deadLettered,
      long pending,
      long late,
      long duplicates,
      long successes,
      long failures) {}

  /**
   * Something that could not be read.
   *
   * @param origin file and line
   * @param cause machine-readable
   * @param reason what is wrong and what to do
   */
  public record Unread(String origin, String cause, String reason) {}

  /** Returns why no version was published; empty when one was. */
  public Optional<String> nothingBecause() {
    return snapshot.isPresent()
        ? Optional.empty()
        : window.map(SettledWindow::getReason).or(() -> Optional.of("nothing was analysed"));
  }
}
