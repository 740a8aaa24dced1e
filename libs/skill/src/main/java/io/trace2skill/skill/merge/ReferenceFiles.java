// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import java.text.Normalizer;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How reference files are named, and how a text names them. */
final class ReferenceFiles {

  private static final Pattern MENTION = Pattern.compile("references/[\\w./-]*\\w\\.md\\b");
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-z0-9]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OUTER_HYPHENS = Pattern.compile("^-+|-+$");
  private static final String SUFFIX = ".md";
  private static final int LONGEST_NAME = 48;

  private ReferenceFiles() {}

  /**
   * Returns the path of the reference file for a topic, for example {@code
   * references/tool-errors.md} for {@code Tool errors}. A topic without a Latin letter or digit is
   * filed under {@code notes}.
   */
  static String pathFor(String topic) {
    String plain = MARKS.matcher(Normalizer.normalize(topic, Normalizer.Form.NFKD)).replaceAll("");
    String name = NOT_IN_A_NAME.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
    name = trim(name);
    name = trim(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
    return SkillDirectory.REFERENCES + (name.isEmpty() ? "notes" : name) + SUFFIX;
  }

  /** Returns the path of the n-th part of a file that was split; the first keeps its path. */
  static String part(String path, int n) {
    return n == 1 ? path : path.substring(0, path.length() - SUFFIX.length()) + "-" + n + SUFFIX;
  }

  static boolean isReference(String path) {
    return path.startsWith(SkillDirectory.REFERENCES);
  }

  /** Returns the paths of the reference files that the text names. */
  static SortedSet<String> mentionedIn(String text) {
    SortedSet<String> paths = new TreeSet<>();
    Matcher matcher = MENTION.matcher(text);
    while (matcher.find()) {
      paths.add(matcher.group());
    }
    return paths;
  }

  private static String trim(String name) {
    return OUTER_HYPHENS.matcher(name).replaceAll("");
  }
}
