// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import java.util.List;
import java.util.stream.Collectors;

/** Puts what was found into one short text. */
final class Explanation {

  private static final int MAX_SHOWN = 10;
  private static final int MAX_PLACE = 200;

  private Explanation() {}

  /** Returns the first differences, and how many more there are. */
  static String of(String head, List<String> differences) {
    String shown =
        differences.stream()
            .limit(MAX_SHOWN)
            .map(Explanation::shortened)
            .collect(Collectors.joining("; "));
    int more = differences.size() - MAX_SHOWN;
    return head + ": " + shown + (more > 0 ? "; and " + more + " more." : ".");
  }

  private static String shortened(String text) {
    return text.length() <= MAX_PLACE ? text : text.substring(0, MAX_PLACE) + "…";
  }
}
