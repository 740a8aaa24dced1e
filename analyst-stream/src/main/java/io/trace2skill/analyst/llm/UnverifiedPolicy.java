// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of failures whose cause cannot be verified, for want of anything to judge by. */
public enum UnverifiedPolicy {
  /** They are analysed, and what they teach is marked as unverified. */
  KEEP,
  /** They teach nothing, and no call is spent on them. */
  DISCARD;

  /** Returns the name that users write. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the policy that users call so, or empty when there is none. */
  public static Optional<UnverifiedPolicy> fromWireName(String name) {
    return Arrays.stream(values()).filter(policy -> policy.wireName().equals(name)).findFirst();
  }
}
