// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.Links;
import io.trace2skill.skill.markdown.MarkdownDocument;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
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
  private static final Pattern NUMBERED = Pattern.compile("(.+)-[1-9]\\d{0,3}\\.md");
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

  /** Returns the path of the n-th file of a series; the first has the path of the series. */
  static String part(String series, int n) {
    return n == 1
        ? series
        : series.substring(0, series.length() - SUFFIX.length()) + "-" + n + SUFFIX;
  }

  /**
   * Returns the series that a file belongs to: {@code a.md} for {@code a-2.md}, if there is such a
   * file, else the path itself.
   */
  static String series(String path, Set<String> files) {
    Matcher numbered = NUMBERED.matcher(path);
    String first = numbered.matches() ? numbered.group(1) + SUFFIX : path;
    return files.contains(first) ? first : path;
  }

  /** Returns the number of the next part of the file's series, at least 2. */
  static int nextPart(String path, Set<String> files) {
    String series = series(path, files);
    int next = 2;
    while (files.contains(part(series, next))) {
      next++;
    }
    return next;
  }

  /** Returns the path of the last part of the series of that file. */
  static String lastPart(String path, Set<String> files) {
    return part(path, nextPart(path, files) - 1);
  }

  /** Returns the name of the file without folder and ending. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
  }

  static boolean isReference(String path) {
    return path.startsWith(SkillDirectory.REFERENCES);
  }

  /** Returns the paths of the reference files that SKILL.md names. */
  static SortedSet<String> linkedBy(SkillDirectory skill) {
    String skillMd = skill.file(SkillDirectory.SKILL_MD).orElse("");
    return new TreeSet<>(Links.mentions(MarkdownDocument.parse(skillMd)));
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
