// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillPaths;
import io.trace2skill.skill.UntrustedText;
import io.trace2skill.skill.patch.Edit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is wrong with an edit whatever the other edits are: path, unsafe text, or old news. */
final class Screening {

  private final SkillDirectory base;
  private final List<List<String>> saidTexts = new ArrayList<>();
  private final Set<String> saidLines = new HashSet<>();

  /**
   * @param base the skill before
   */
  Screening(SkillDirectory base) {
    this.base = base;
    base.files().values().stream().map(Screening::normalised).forEach(saidTexts::add);
    saidTexts.forEach(saidLines::addAll);
  }

  private static List<String> normalised(String text) {
    return text.lines().filter(line -> !line.isBlank()).map(GuidanceText::normalised).toList();
  }

  /** Returns why the edit is out; empty when it stays. */
  Optional<DroppedEdit> reject(Candidate candidate) {
    Optional<String> problem = SkillPaths.problem(candidate.edit().file());
    if (problem.isPresent()) {
      return Optional.of(
          candidate.dropped(
              DropReason.FORBIDDEN_PATH, candidate.edit().file() + ": " + problem.get()));
    }
    Optional<String> unsafe = unsafe(candidate.edit());
    if (unsafe.isPresent()) {
      return Optional.of(candidate.dropped(DropReason.UNSAFE, unsafe.get()));
    }
    return isSaid(candidate)
        ? Optional.of(candidate.dropped(DropReason.ALREADY_THERE, "the skill says so already"))
        : Optional.empty();
  }

  /**
   * Headings count too: a section that is missing is created under the heading that is asked for.
   */
  private static Optional<String> unsafe(Edit edit) {
    return Stream.of(edit.content(), edit.targetSection(), edit.afterSection())
        .flatMap(Optional::stream)
        .flatMap(text -> UntrustedText.problem(text).stream())
        .findFirst();
  }

  private boolean isSaid(Candidate candidate) {
    String content = candidate.content();
    return switch (candidate.edit().op()) {
      case APPEND_TO_SECTION, INSERT_AFTER, INSERT_BEFORE, ADD_SECTION -> saysAll(candidate);
      case CREATE ->
          base.file(candidate.edit().file()).filter(text -> sameText(text, content)).isPresent();
      case REPLACE_IN_SECTION -> saysAll(candidate) && !hasOldText(candidate);
      case DELETE_SECTION, DELETE_FILE -> false;
    };
  }

  private boolean saysAll(Candidate candidate) {
    String body = GuidanceText.body(candidate.edit());
    String text = body.isEmpty() ? candidate.content() : body;
    List<String> lines = normalised(text);
    return !lines.isEmpty()
        && saidLines.contains(lines.get(0))
        && saidTexts.stream().anyMatch(said -> Collections.indexOfSubList(said, lines) >= 0);
  }

  private boolean hasOldText(Candidate candidate) {
    String old = candidate.edit().oldText().orElse("").strip();
    return base.file(candidate.edit().file()).filter(text -> text.contains(old)).isPresent();
  }

  private static boolean sameText(String a, String b) {
    return a.strip().lines().toList().equals(b.strip().lines().toList());
  }
}
