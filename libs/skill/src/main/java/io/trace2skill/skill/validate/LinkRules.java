// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.validate;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.Link;
import io.trace2skill.skill.markdown.Links;
import io.trace2skill.skill.markdown.MarkdownDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules on links between the files of a skill. */
final class LinkRules {

  private final SkillDirectory skill;

  LinkRules(SkillDirectory skill) {
    this.skill = skill;
  }

  List<Violation> check(Map<String, MarkdownDocument> documents) {
    List<Violation> violations = new ArrayList<>();
    documents.forEach(
        (path, document) -> {
          for (Link link : Links.of(document)) {
            check(path, link).ifPresent(violations::add);
          }
        });
    violations.addAll(orphans(documents));
    return violations;
  }

  private Optional<Violation> check(String path, Link link) {
    if (!link.isRelative()) {
      return Optional.empty();
    }
    Optional<String> target = link.pathFrom(path);
    if (target.isEmpty()) {
      return violation(path, link, Rule.LINK, "leaves the skill; link to a file inside it");
    }
    if (!skill.files().containsKey(target.get())) {
      return violation(
          path, link, Rule.LINK, "leads to no file of the skill; create it or remove the link");
    }
    if (target.get().indexOf('/') != target.get().lastIndexOf('/')) {
      return violation(path, link, Rule.LINK_DEPTH, "goes deeper than one level; move the file up");
    }
    return Optional.empty();
  }

  private static Optional<Violation> violation(String path, Link link, Rule rule, String what) {
    String message = "the link to '" + link.destination() + "' " + what;
    return Optional.of(new Violation(path, link.line() + 1, rule, message));
  }

  /** A file that is only named, in code for example, counts as linked: agents find it as well. */
  private List<Violation> orphans(Map<String, MarkdownDocument> documents) {
    MarkdownDocument skillMd = documents.get(SkillDirectory.SKILL_MD);
    if (skillMd == null) {
      return List.of();
    }
    Set<String> named = Links.mentions(skillMd);
    return skill.files().keySet().stream()
        .filter(path -> path.startsWith(SkillDirectory.REFERENCES) && path.endsWith(".md"))
        .filter(path -> !named.contains(path))
        .map(
            path ->
                new Violation(
                    path,
                    0,
                    Rule.ORPHAN,
                    "SKILL.md does not link to this file, so no agent will read it; add a link"))
        .toList();
  }
}
