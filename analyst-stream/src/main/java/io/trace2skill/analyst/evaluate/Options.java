// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The labels of a trajectory that choose and set an evaluator, checked as they are read. */
final class Options {

  static final String KIND = "evaluator";
  static final String MATCH = "evaluator.match";
  static final String ARTICLES = "evaluator.articles";
  static final String TOLERANCE = "evaluator.tolerance";
  static final String ABSOLUTE_TOLERANCE = "evaluator.absolute-tolerance";
  static final String ARRAYS = "evaluator.arrays";
  static final String ORDER = "evaluator.order";
  static final String EXTRA_CALLS = "evaluator.extra-calls";
  static final String EXTRA_ARGUMENTS = "evaluator.extra-arguments";
  static final String THRESHOLD = "evaluator.threshold";
  static final String RANGE = "evaluator.range";
  static final String SHEET = "evaluator.sheet";
  static final String STYLES = "evaluator.styles";
  static final String NUMBER_FORMATS = "evaluator.number-formats";

  private static final Set<String> KNOWN =
      new TreeSet<>(
          List.of(
              MATCH,
              ARTICLES,
              TOLERANCE,
              ABSOLUTE_TOLERANCE,
              ARRAYS,
              ORDER,
              EXTRA_CALLS,
              EXTRA_ARGUMENTS,
              THRESHOLD,
              RANGE,
              SHEET,
              STYLES,
              NUMBER_FORMATS));

  private static final int MAX_LENGTH = 4_096;

  private final Map<String, String> labels;

  private Options(Map<String, String> labels) {
    this.labels = labels;
  }

  /**
   * Returns the options among the labels.
   *
   * @throws EvaluatorException when a label starts with {@code evaluator.} and is none of them, so
   *     that a misspelt option is not silently without effect
   */
  static Options of(Map<String, String> labels) {
    for (String name : labels.keySet()) {
      if (name.startsWith(KIND + ".") && !KNOWN.contains(name)) {
        throw new EvaluatorException(
            "Label " + quoted(name) + " is unknown; use one of " + String.join(", ", KNOWN));
      }
    }
    return new Options(Map.copyOf(labels));
  }

  /** Returns the kind that the labels name. */
  Optional<EvaluatorKind> kind() {
    return text(KIND).map(value -> parse(KIND, value, EvaluatorKind.values()));
  }

  /** Returns the value of a free text option; blank counts as not given. */
  Optional<String> text(String name) {
    Optional<String> value =
        Optional.ofNullable(labels.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    if (value.isPresent() && value.get().length() > MAX_LENGTH) {
      throw new EvaluatorException(
          "Label " + quoted(name) + " is longer than " + MAX_LENGTH + " characters");
    }
    return value;
  }

  /** Returns which of the choices an option names, the first one when it is not given. */
  <E extends Enum<E>> E choice(String name, E[] choices) {
    return text(name).map(value -> parse(name, value, choices)).orElse(choices[0]);
  }

  /** Returns the value of an option that is a number from 0 to the largest. */
  double number(String name, double fallback, double largest) {
    return text(name).map(value -> parseNumber(name, value, largest)).orElse(fallback);
  }

  private static double parseNumber(String name, String value, double largest) {
    try {
      double number = Double.parseDouble(value);
      if (number >= 0 && number <= largest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    String most = largest == Double.MAX_VALUE ? "a number, 0 or more" : "a number from 0 to 1";
    throw bad(name, value, most);
  }

  private static <E extends Enum<E>> E parse(String name, String value, E[] choices) {
    return Arrays.stream(choices)
        .filter(choice -> nameOf(choice).equals(value.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> bad(name, value, names(choices)));
  }

  private static String names(Enum<?>[] choices) {
    return Arrays.stream(choices)
        .map(Options::nameOf)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String nameOf(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the error for an option with a value that cannot be used. */
  static EvaluatorException bad(String name, String value, String wanted) {
    return new EvaluatorException(
        "Label " + quoted(name) + " is " + quoted(value) + "; it must be " + wanted);
  }

  private static String quoted(String text) {
    return '"' + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + '"';
  }
}
