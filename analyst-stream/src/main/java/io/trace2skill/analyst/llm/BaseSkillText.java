// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.llm.prompt.Fence;
import io.trace2skill.skill.SkillDirectory;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts a skill into a prompt, whole: edits quote it. Equal skills give equal texts. */
final class BaseSkillText {

  private static final String NONE =
      "There is no skill yet. SKILL.md will exist, with a title and without sections: use"
          + " \"add_section\" for your first lesson.";

  private BaseSkillText() {}

  static String of(Optional<SkillDirectory> base) {
    return base.filter(skill -> !skill.files().isEmpty()).map(BaseSkillText::files).orElse(NONE);
  }

  private static String files(SkillDirectory skill) {
    return skill.files().entrySet().stream()
        .map(file -> file(file.getKey(), file.getValue()))
        .collect(Collectors.joining("\n\n"));
  }

  private static String file(String path, String content) {
    return "File %s, %d lines.\n%s"
        .formatted(path, content.lines().count(), Fence.around("skill-file", content));
  }
}
