// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.analyst.llm.check.KnownText;
import io.trace2skill.llm.prompt.Fence;
import io.trace2skill.skill.SkillDirectory;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The skill that analyses are made against, with what they all need of it, which is worked out
 * once. Thread-safe.
 */
final class BaseSkill {

  private static final String NONE =
      "There is no skill yet. SKILL.md will exist, with a title and without sections: use"
          + " \"add_section\" for your first lesson.";

  private final Optional<SkillDirectory> directory;
  private volatile @Nullable Derived derived;

  BaseSkill(Optional<SkillDirectory> directory) {
    this.directory = directory;
  }

  /** Returns whether this is that skill. */
  boolean is(Optional<SkillDirectory> other) {
    return directory.equals(other);
  }

  Optional<String> digest() {
    return derived().digest();
  }

  /** Returns the whole skill for a prompt: edits quote it. Equal skills give equal texts. */
  String promptText() {
    return derived().promptText();
  }

  /** Returns the text that a proposal may hold because the skill does. */
  KnownText known() {
    return derived().known();
  }

  /** Threads that meet here first may both work it out; they get the same. */
  private Derived derived() {
    Derived known = derived;
    if (known == null) {
      known = derive();
      derived = known;
    }
    return known;
  }

  private Derived derive() {
    Optional<SkillDirectory> skill = directory.filter(files -> !files.files().isEmpty());
    return new Derived(
        directory.map(SkillDirectory::digest),
        skill.map(BaseSkill::files).orElse(NONE),
        new KnownText(skill.map(s -> String.join("\n", s.files().values())).orElse("")));
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

  private record Derived(Optional<String> digest, String promptText, KnownText known) {}
}
