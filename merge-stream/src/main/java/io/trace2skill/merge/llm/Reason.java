// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import java.util.regex.Pattern;

/** What a model says in explanation, fit for a report. */
final class Reason {

  private static final int LONGEST = 300;
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\s]+");

  private Reason() {}

  /** Returns the reason on one line, shortened; empty when there is none. */
  static String of(String said) {
    String reason = INVISIBLE.matcher(said).replaceAll(" ").strip();
    return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST - 3) + "...";
  }
}
