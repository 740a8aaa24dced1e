// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.avro.OutcomeStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which outcomes are learned from. */
public enum Signals {
  /** Failures only. */
  ERRORS,
  /** Successes only. */
  SUCCESSES,
  /** Failures and successes. */
  BOTH;

  /** Returns the name that users write. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the signals that users call so, or empty when there are none. */
  public static Optional<Signals> fromWireName(String name) {
    return Arrays.stream(values()).filter(signals -> signals.wireName().equals(name)).findFirst();
  }

  /** Returns why an outcome is not learned from, or empty when it is. */
  public Optional<String> refusal(OutcomeStatus outcome) {
    return switch (outcome) {
      case FAILURE -> this == SUCCESSES ? switchedOff("failures") : Optional.empty();
      case SUCCESS -> this == ERRORS ? switchedOff("successes") : Optional.empty();
      case UNKNOWN ->
          Optional.of(
              "the outcome is unknown; give the trajectory an outcome, a reward or a score to"
                  + " learn from it");
    };
  }

  private Optional<String> switchedOff(String outcomes) {
    return Optional.of(
        "the signal is switched off: " + outcomes + " are not learned from (" + wireName() + ")");
  }
}
