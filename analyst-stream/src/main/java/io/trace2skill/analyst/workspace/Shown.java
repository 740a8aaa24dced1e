// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

/** How text from outside is shown inside a sentence. */
final class Shown {

  private static final int MAX = 100;

  private Shown() {}

  /** Returns a name in quotes, short, without control and format characters. */
  static String name(String name) {
    String cut = name.length() > MAX ? name.substring(0, MAX) + "..." : name;
    return "\"" + cut.replaceAll("\\p{C}", "?") + "\"";
  }
}
