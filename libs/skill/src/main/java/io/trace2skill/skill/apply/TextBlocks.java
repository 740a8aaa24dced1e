// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Compares blocks of lines; white space and blank lines do not count. */
final class TextBlocks {

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private TextBlocks() {}

  static boolean same(List<String> a, List<String> b) {
    return normalise(a).equals(normalise(b));
  }

  /** Returns whether the lines hold the block, as whole lines that follow each other. */
  static boolean contains(List<String> lines, List<String> block) {
    List<String> needle = normalise(block);
    return !needle.isEmpty() && Collections.indexOfSubList(normalise(lines), needle) >= 0;
  }

  private static List<String> normalise(List<String> lines) {
    return lines.stream()
        .map(line -> SPACES.matcher(line.strip()).replaceAll(" "))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
