// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads points in time: {@code 2026-03-01T12:00:00Z}, with any offset, or a day in UTC. */
final class TimeConverter implements ITypeConverter<Instant> {

  private static final int DAY_CHARS = "2026-03-01".length();

  @Override
  public Instant convert(String text) {
    try {
      return text.length() == DAY_CHARS
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is no time such as 2026-03-01, 2026-03-01T12:00:00Z or"
              + " 2026-03-01T12:00:00+01:00");
    }
  }
}
