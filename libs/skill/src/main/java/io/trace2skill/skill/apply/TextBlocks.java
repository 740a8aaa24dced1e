// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Compares blocks of lines; white space and blank lines do not count. */
final class TextBlocks {

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private TextBlocks() {}

  /** Returns whether the lines hold the block, as whole lines that follow each other. */
  static boolean contains(List<String> lines, List<String> block) {
    return holds(normalise(lines), normalise(block));
  }

  /** Like {@link #contains}, for lines that are normalised already. */
  static boolean holds(List<String> lines, List<String> block) {
    return !block.isEmpty() && Collections.indexOfSubList(lines, block) >= 0;
  }

  static List<String> normalise(List<String> lines) {
    return lines.stream()
        .map(line -> SPACES.matcher(line.strip()).replaceAll(" "))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
