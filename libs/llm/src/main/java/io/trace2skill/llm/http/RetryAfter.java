// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header with which an endpoint asks to wait. */
final class RetryAfter {

  /** No endpoint is waited for longer than that. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private RetryAfter() {}

  /**
   * Returns the wait, at most {@link #LONGEST}.
   *
   * @param header seconds or a date of HTTP; null when it was not sent
   * @return null when there is nothing to be read
   */
  static @Nullable Duration parse(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    Duration asked = seconds(header.strip());
    Duration wait = asked == null ? untilDate(header.strip(), now) : asked;
    if (wait == null) {
      return null;
    }
    Duration sane = wait.isNegative() ? Duration.ZERO : wait;
    return sane.compareTo(LONGEST) < 0 ? sane : LONGEST;
  }

  private static @Nullable Duration seconds(String text) {
    try {
      double seconds = Math.min(Double.parseDouble(text), (double) LONGEST.toSeconds());
      return Double.isNaN(seconds) ? null : Duration.ofMillis((long) Math.ceil(seconds * 1000));
    } catch (NumberFormatException notSeconds) {
      return null;
    }
  }

  private static @Nullable Duration untilDate(String text, Instant now) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, date.toInstant());
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
