// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How failures are analysed. */
public enum ErrorAnalysisMode {
  /** The model uses tools and has to prove its cause where there is something to prove it with. */
  AGENTIC,
  /** One call, and nothing is proved. For comparison. */
  SINGLE_CALL;

  /** Returns the name that users write. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the mode that users call so, or empty when there is none. */
  public static Optional<ErrorAnalysisMode> fromWireName(String name) {
    return Arrays.stream(values()).filter(mode -> mode.wireName().equals(name)).findFirst();
  }
}
