// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.Locale;
import java.util.Optional;

/**
 * A text of a trajectory, ready to be spoken about.
 *
 * @param masked on one line, with everything particular masked
 */
record Observation(String masked) {

  /** Longer messages are compared by their beginning, in characters. */
  private static final int MAX_LENGTH = 400;

  /** Returns the observation, or empty when the text says nothing or must not be repeated. */
  static Optional<Observation> of(String text, Masker masker) {
    String beginning = first(text, 4 * MAX_LENGTH);
    if (Suspicion.falls(beginning)) {
      return Optional.empty();
    }
    String masked = masker.mask(first(beginning, MAX_LENGTH));
    return masked.isBlank() || Suspicion.falls(masked)
        ? Optional.empty()
        : Optional.of(new Observation(masked));
  }

  private static String first(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  /** Returns what equal observations of different trajectories have in common. */
  String signature() {
    return masked.toLowerCase(Locale.ROOT);
  }

  /** Returns the text as a code span. */
  String quote() {
    return Quote.code(masked);
  }
}
