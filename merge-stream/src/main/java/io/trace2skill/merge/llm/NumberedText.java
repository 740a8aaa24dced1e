// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import java.util.List;

/** A file with the numbers of its lines before them, as a model reads it. */
final class NumberedText {

  private NumberedText() {}

  static String of(String text) {
    StringBuilder numbered = new StringBuilder();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      numbered.append(i + 1).append("| ").append(lines.get(i)).append('\n');
    }
    return numbered.toString();
  }
}
