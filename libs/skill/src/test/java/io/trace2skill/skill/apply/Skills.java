// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.EditStatus.Applied;
import io.trace2skill.skill.apply.EditStatus.NotApplied;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.List;
import java.util.Map;

/** Short ways to write skills and edits in tests. */
final class Skills {

  static final String FRONT_MATTER = "---\nname: my-skill\ndescription: Does things.\n---\n";

  private Skills() {}

  static SkillDirectory skillMd(String text) {
    return SkillDirectory.of(Map.of(SkillDirectory.SKILL_MD, text));
  }

  static Edit append(String section, String content) {
    return edit(EditOp.APPEND_TO_SECTION).withTargetSection(section).withContent(content);
  }

  static Edit insertAfter(String target, String content) {
    return edit(EditOp.INSERT_AFTER).withTargetText(target).withContent(content);
  }

  static Edit insertBefore(String target, String content) {
    return edit(EditOp.INSERT_BEFORE).withTargetText(target).withContent(content);
  }

  static Edit replace(String oldText, String content) {
    return edit(EditOp.REPLACE_IN_SECTION).withOldText(oldText).withContent(content);
  }

  static Edit addSection(String content) {
    return edit(EditOp.ADD_SECTION).withContent(content);
  }

  static Edit deleteSection(String section) {
    return edit(EditOp.DELETE_SECTION).withTargetSection(section);
  }

  static Edit createFile(String path, String content) {
    return Edit.of(path, EditOp.CREATE).withContent(content);
  }

  static Edit edit(EditOp op) {
    return Edit.of(SkillDirectory.SKILL_MD, op);
  }

  static ApplyReport apply(SkillDirectory base, Edit... edits) {
    return new PatchApplier().apply(base, List.of(edits));
  }

  /** Returns SKILL.md of the given text after the edits. */
  static String applied(String text, Edit... edits) {
    return apply(skillMd(text), edits).skill().file(SkillDirectory.SKILL_MD).orElseThrow();
  }

  /** Returns what became of each edit: how its place was found, or why it was not applied. */
  static List<String> outcomes(ApplyReport report) {
    return report.statuses().stream().map(Skills::outcome).toList();
  }

  static String outcome(EditStatus status) {
    return status instanceof Applied applied
        ? applied.how().name()
        : ((NotApplied) status).reason().name();
  }
}
