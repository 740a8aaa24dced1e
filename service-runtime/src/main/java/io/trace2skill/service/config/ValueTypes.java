// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that keys have. */
public final class ValueTypes {

  /** Stands for no value where a key may be switched off. */
  private static final String NONE = "none";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ValueTypes() {}

  /** Returns the type of texts that are not blank. */
  public static ValueType<String> text() {
    return new ValueType<>("a text", text -> checked(text, !text.isEmpty()));
  }

  /**
   * Returns the type of texts that match.
   *
   * @param shape what matches, in words
   */
  public static ValueType<String> text(String shape, Pattern pattern) {
    return new ValueType<>(shape, text -> checked(text, pattern.matcher(text).matches()));
  }

  /** Returns the type of whole numbers of a range, its ends included. */
  public static ValueType<Integer> integer(int least, int most) {
    return new ValueType<>(
        most == Integer.MAX_VALUE
            ? "a whole number from " + least + " on"
            : "a whole number from " + least + " to " + most,
        text -> {
          int value = Integer.parseInt(text);
          return checked(value, value >= least && value <= most);
        });
  }

  /** Returns the type of large whole numbers from a least one on. */
  public static ValueType<Long> large(long least) {
    return new ValueType<>(
        least == Long.MIN_VALUE ? "a whole number" : "a whole number from " + least + " on",
        text -> {
          long value = Long.parseLong(text);
          return checked(value, value >= least);
        });
  }

  /** Returns the type of decimal numbers of a range, its ends included. */
  public static ValueType<Double> decimal(double least, double most) {
    BigDecimal from = BigDecimal.valueOf(least);
    BigDecimal to = BigDecimal.valueOf(most);
    return new ValueType<>(
        "a number from " + plain(from) + " to " + plain(to),
        text -> {
          BigDecimal value = new BigDecimal(text);
          boolean inside = value.compareTo(from) >= 0 && value.compareTo(to) <= 0;
          return checked(value.doubleValue(), inside);
        });
  }

  /** Returns the type of {@code true} and {@code false}. */
  public static ValueType<Boolean> flag() {
    return new ValueType<>(
        "true or false",
        text -> checked(text.equals("true"), text.equals("true") || text.equals("false")));
  }

  /**
   * Returns the type of names out of a list.
   *
   * @param reader returns what a name stands for, empty when it is none of them
   */
  public static <T> ValueType<T> choice(List<String> names, Function<String, Optional<T>> reader) {
    return new ValueType<>(
        "one of " + String.join(", ", names),
        text -> reader.apply(text).orElseThrow(IllegalArgumentException::new));
  }

  /** Returns the type of times from a least one on. */
  public static ValueType<Duration> duration(Duration least) {
    return new ValueType<>(
        "a time such as 500ms, 90s, 10m, 2h or 7d, at least " + written(least),
        text -> {
          Duration value = time(text);
          return checked(value, value.compareTo(least) >= 0);
        });
  }

  /** Returns the type of paths of files or directories. */
  public static ValueType<Path> path() {
    return new ValueType<>("a path", text -> Path.of(checked(text, !text.isEmpty())));
  }

  /** Returns the type of absolute URLs. */
  public static ValueType<URI> url() {
    return new ValueType<>(
        "a URL",
        text -> {
          URI url = URI.create(text);
          return checked(url, url.isAbsolute());
        });
  }

  /** Returns the type of addresses to listen at. */
  public static ValueType<ListenAddress> listenAddress() {
    return new ValueType<>(
        "HOST:PORT with a port from 0 to 65535 (0 takes a free one)", ListenAddress::parse);
  }

  /** Returns the type of JSON objects, as their text. */
  public static ValueType<String> jsonObject() {
    return new ValueType<>("a JSON object", ValueTypes::object);
  }

  /** Returns the type whose values may be switched off by {@code none} or by nothing. */
  public static <T> ValueType<Optional<T>> orNone(ValueType<T> type) {
    return new ValueType<>(
        type.shape() + "; or " + NONE,
        text ->
            text.isEmpty() || text.equals(NONE) ? Optional.empty() : Optional.of(type.parse(text)));
  }

  private static Duration time(String text) {
    Matcher matcher = DURATION.matcher(text);
    checked(text, matcher.matches());
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static String written(Duration time) {
    if (time.isZero()) {
      return "0s";
    }
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  private static String object(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      checked(node, node.isObject());
      return node.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static <T> T checked(T value, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException();
    }
    return value;
  }
}
