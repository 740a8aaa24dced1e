// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a letter is in the topic of dead letters. */
record LetterId(int partition, long offset) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

  /** Reads {@code PARTITION@OFFSET}; empty when it is none. */
  static Optional<LetterId> of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new LetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
