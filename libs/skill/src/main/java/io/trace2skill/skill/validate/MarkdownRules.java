// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.validate;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import io.trace2skill.skill.markdown.VerbatimBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules on the Markdown of any file. */
final class MarkdownRules {

  private MarkdownRules() {}

  static List<Violation> check(String path, MarkdownDocument document, SkillDirectory base) {
    List<Violation> violations = new ArrayList<>();
    for (VerbatimBlock block : document.verbatimBlocks()) {
      if (!block.closed()) {
        violations.add(
            new Violation(
                path,
                block.start() + 1,
                Rule.FENCE,
                "the code fence or comment that starts here is never closed; close it"));
      }
    }
    Map<List<String>, Integer> allowed =
        base.file(path).map(text -> counts(MarkdownDocument.parse(text))).orElse(Map.of());
    Map<List<String>, Integer> seen = new HashMap<>();
    for (Section section : document.sections()) {
      List<String> key = key(document, section);
      int count = seen.merge(key, 1, Integer::sum);
      if (count > Math.max(1, allowed.getOrDefault(key, 0))) {
        violations.add(
            new Violation(
                path,
                section.start() + 1,
                Rule.DUPLICATE_HEADING,
                "the heading '" + section.title() + "' is there twice; join the two sections"));
      }
    }
    return violations;
  }

  private static Map<List<String>, Integer> counts(MarkdownDocument document) {
    Map<List<String>, Integer> counts = new HashMap<>();
    document.sections().forEach(s -> counts.merge(key(document, s), 1, Integer::sum));
    return counts;
  }

  private static List<String> key(MarkdownDocument document, Section section) {
    List<String> key = new ArrayList<>(document.path(section));
    key.add("#".repeat(section.level()));
    return key;
  }
}
