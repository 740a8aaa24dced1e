// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.validate;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillNames;
import io.trace2skill.skill.markdown.FrontMatter;
import io.trace2skill.skill.markdown.FrontMatterFields;
import io.trace2skill.skill.markdown.FrontMatterFields.Fields;
import io.trace2skill.skill.markdown.FrontMatterFields.Malformed;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules on the front matter of SKILL.md. */
final class FrontMatterRules {

  private static final Set<String> KEYS =
      Set.of("name", "description", "license", "compatibility", "metadata", "allowed-tools");

  private static final int MAX_COMPATIBILITY = 500;

  private final String expectedName;
  private final List<Violation> violations = new ArrayList<>();

  FrontMatterRules(String expectedName) {
    this.expectedName = expectedName;
  }

  List<Violation> check(MarkdownDocument skillMd) {
    Optional<FrontMatter> frontMatter = skillMd.frontMatter();
    if (frontMatter.isEmpty() || !isPlain(frontMatter.get(), skillMd.lines())) {
      add(
          1,
          Rule.FRONT_MATTER,
          "SKILL.md must start, without a byte order mark, with front matter: a line '---', 'name'"
              + " and 'description', a line '---'");
      return violations;
    }
    FrontMatterFields read = frontMatter.get().fields();
    if (read instanceof Malformed malformed) {
      add(malformed.line(), Rule.FRONT_MATTER, malformed.message());
    } else if (read instanceof Fields fields) {
      check(fields.values(), skillMd.lines().subList(0, frontMatter.get().lines()));
    }
    return violations;
  }

  /** A byte order mark before it, or spaces behind it, hide the front matter from validators. */
  private static boolean isPlain(FrontMatter frontMatter, List<Line> lines) {
    return lines.get(0).text().equals("---")
        && lines.get(frontMatter.lines() - 1).text().equals("---");
  }

  private void check(Map<String, Object> values, List<Line> lines) {
    for (String key : values.keySet()) {
      if (!KEYS.contains(key)) {
        add(
            lineOf(key, lines),
            Rule.KEYS,
            "the key '" + key + "' is not allowed; put it under 'metadata' or remove it");
      }
    }
    name(values.get("name"), lineOf("name", lines));
    description(values.get("description"), lineOf("description", lines));
    compatibility(values.get("compatibility"), lineOf("compatibility", lines));
    metadata(values.get("metadata"), lineOf("metadata", lines));
    for (String key : List.of("license", "allowed-tools")) {
      if (values.containsKey(key) && !(values.get(key) instanceof String)) {
        add(lineOf(key, lines), Rule.TEXT_VALUE, "'" + key + "' must be a text; quote it");
      }
    }
  }

  private void name(@Nullable Object value, int line) {
    if (!(value instanceof String name)) {
      add(line, Rule.NAME, "the front matter needs 'name' as a text: '" + expectedName + "'");
      return;
    }
    SkillNames.nameProblem(name).ifPresent(problem -> add(line, Rule.NAME, problem));
    if (!name.equals(expectedName)) {
      add(
          line,
          Rule.NAME,
          "the name is '" + name + "' but must be that of the directory: '" + expectedName + "'");
    }
  }

  private void description(@Nullable Object value, int line) {
    if (!(value instanceof String description)) {
      add(line, Rule.DESCRIPTION, "the front matter needs 'description' as a text");
      return;
    }
    SkillNames.descriptionProblem(description)
        .ifPresent(problem -> add(line, Rule.DESCRIPTION, problem));
  }

  private void compatibility(@Nullable Object value, int line) {
    if (value == null) {
      return;
    }
    boolean fine =
        value instanceof String text && !text.isBlank() && text.length() <= MAX_COMPATIBILITY;
    if (!fine) {
      add(
          line,
          Rule.COMPATIBILITY,
          "'compatibility' must be a text of 1 to " + MAX_COMPATIBILITY + " characters");
    }
  }

  private void metadata(@Nullable Object value, int line) {
    if (value == null) {
      return;
    }
    boolean texts =
        value instanceof Map<?, ?> map
            && map.entrySet().stream()
                .allMatch(e -> e.getKey() instanceof String && e.getValue() instanceof String);
    if (!texts) {
      add(line, Rule.METADATA, "'metadata' must map texts to texts; quote numbers and dates");
    }
  }

  private static int lineOf(String key, List<Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).text();
      if (line.startsWith(key + ":") || line.startsWith("\"" + key + "\"")) {
        return i + 1;
      }
    }
    return 1;
  }

  private void add(int line, Rule rule, String message) {
    violations.add(new Violation(SkillDirectory.SKILL_MD, line, rule, message));
  }
}
