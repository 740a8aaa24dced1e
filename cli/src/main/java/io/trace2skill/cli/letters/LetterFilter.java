// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which letters are meant. */
final class LetterFilter {

  private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "Only of this stage: import, decode, analysis, command.")
  @Nullable String stage;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only with this text in the reason or the cause; case does not count.")
  private @Nullable String reason;

  @Option(names = "--skill", paramLabel = "NAME", description = "Only of this skill.")
  private @Nullable String skill;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only since then: an age such as 90m, 12h or 7d, or a time in ISO 8601.")
  private @Nullable String since;

  boolean isEmpty() {
    return stage == null && reason == null && skill == null && since == null;
  }

  /**
   * Makes sure that the options make sense.
   *
   * @throws ParameterException when they do not
   */
  void check(CommandLine command, Instant now) {
    try {
      earliest(now);
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          command,
          "--since must be an age such as 90m, 12h or 7d, or a time such as 2026-01-31T10:00:00Z: "
              + since);
    }
  }

  boolean takes(Letter letter, LetterContents contents, Instant now) {
    return (stage == null || letter.why().stage().equals(stage))
        && !letter.at().isBefore(earliest(now))
        && (reason == null || says(letter, reason))
        && (skill == null || contents.skill(letter).equals(skill));
  }

  private static boolean says(Letter letter, String text) {
    String all = letter.why().reason() + '\n' + letter.why().cause();
    return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  private Instant earliest(Instant now) {
    if (since == null) {
      return Instant.MIN;
    }
    Matcher age = AGE.matcher(since);
    if (!age.matches()) {
      return Instant.parse(since);
    }
    long number = Long.parseLong(age.group(1));
    return now.minus(
        switch (age.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }
}
