// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.math;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calculates a formula without variables by recursive descent: sums, products (also where nothing
 * stands between the factors), powers, fractions, roots, some functions and constants, and mixed
 * numbers such as {@code 1\frac{1}{2}}.
 */
final class Expression {

  private static final int MAX_DEPTH = 50;
  private static final Pattern NUMBER =
      Pattern.compile("(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
  private static final Pattern MIXED = Pattern.compile("(\\d+) +(\\d+)/(\\d+)(?![\\d.])");
  private static final Pattern COMMAND = Pattern.compile("\\\\[a-zA-Z]+|[a-zA-Z]+");
  private static final Set<String> TIMES = Set.of("\\times", "\\cdot", "\\ast");

  private static final Map<String, Double> CONSTANTS =
      Map.of("\\pi", Math.PI, "pi", Math.PI, "e", Math.E, "\\infty", Double.POSITIVE_INFINITY);

  private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
      Map.of(
          "\\ln", Math::log,
          "ln", Math::log,
          "\\log", Math::log10,
          "\\sin", Math::sin,
          "\\cos", Math::cos,
          "\\tan", Math::tan,
          "\\exp", Math::exp,
          "sqrt", Math::sqrt);

  private final String text;
  private int at;
  private int depth;

  private Expression(String text) {
    this.text = text;
  }

  /** Returns the value, or empty when the text is not such a formula or has no finite meaning. */
  static OptionalDouble evaluate(String text) {
    String joined = MIXED.matcher(text).replaceAll("($1+$2/$3)");
    Expression expression =
        new Expression(
            joined
                .replace("**", "^")
                .replace('×', '*')
                .replace('·', '*')
                .replace('÷', '/')
                .replace("√", "\\sqrt")
                .replace("π", "\\pi ")
                .replace("∞", "\\infty "));
    try {
      double value = expression.sum();
      expression.skipSpace();
      return expression.at == expression.text.length() && !Double.isNaN(value)
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    } catch (NotANumberException e) {
      return OptionalDouble.empty();
    }
  }

  private double sum() {
    if (++depth > MAX_DEPTH) {
      throw new NotANumberException();
    }
    double value = product();
    while (true) {
      if (take("+")) {
        value += product();
      } else if (take("-")) {
        value -= product();
      } else {
        depth--;
        return value;
      }
    }
  }

  private double product() {
    double value = signed();
    while (true) {
      if (take("*") || takeCommand(TIMES)) {
        value *= signed();
      } else if (take("/") || takeCommand(Set.of("\\div"))) {
        value = divide(value, signed());
      } else if (startsFactor()) {
        value *= power();
      } else {
        return value;
      }
    }
  }

  private double signed() {
    boolean negative = false;
    while (peek() == '-' || peek() == '+') {
      negative ^= text.charAt(at) == '-';
      at++;
    }
    double value = power();
    return negative ? -value : value;
  }

  private double power() {
    double base = atom();
    if (!take("^")) {
      return base;
    }
    return Math.pow(base, peek() == '{' ? group('{', '}') : exponent());
  }

  /** Without braces the whole number counts: {@code 10^12} is meant as it is read. */
  private double exponent() {
    boolean negative = take("-");
    double value = peek() == '(' ? group('(', ')') : atom();
    return negative ? -value : value;
  }

  private double atom() {
    char next = peek();
    if (Character.isDigit(next) || next == '.') {
      return number();
    }
    if (next == '(' || next == '[') {
      return group(next, next == '(' ? ')' : ']');
    }
    if (next == '{') {
      return group('{', '}');
    }
    return command();
  }

  /** A whole number right in front of a fraction of whole numbers is a mixed number. */
  private double number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new NotANumberException();
    }
    at = matcher.end();
    double value = Double.parseDouble(matcher.group());
    boolean mixed = matcher.group().matches("\\d+") && lookingAt("\\frac");
    return mixed ? value + power() : value;
  }

  private double command() {
    Matcher matcher = COMMAND.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new NotANumberException();
    }
    at = matcher.end();
    String name = matcher.group();
    if (name.equals("\\frac")) {
      return divide(argument(), argument());
    }
    if (name.equals("\\sqrt")) {
      double index = peek() == '[' ? group('[', ']') : 2;
      return root(argument(), index);
    }
    Double constant = CONSTANTS.get(name);
    if (constant != null) {
      return constant;
    }
    DoubleUnaryOperator function = FUNCTIONS.get(name);
    if (function == null) {
      throw new NotANumberException();
    }
    return function.applyAsDouble(argument());
  }

  /** An argument without braces is one digit, as in {@code \frac12}, or a formula in brackets. */
  private double argument() {
    char next = peek();
    if (next == '{' || next == '(') {
      return group(next, next == '{' ? '}' : ')');
    }
    if (Character.isDigit(next)) {
      at++;
      return next - '0';
    }
    return command();
  }

  private double group(char open, char close) {
    if (!take(String.valueOf(open))) {
      throw new NotANumberException();
    }
    double value = sum();
    if (!take(String.valueOf(close))) {
      throw new NotANumberException();
    }
    return value;
  }

  private static double root(double value, double index) {
    if (index == 2) {
      return Math.sqrt(value);
    }
    boolean oddOfNegative = value < 0 && index % 2 == 1;
    return oddOfNegative ? -Math.pow(-value, 1 / index) : Math.pow(value, 1 / index);
  }

  private static double divide(double value, double divisor) {
    if (divisor == 0) {
      throw new NotANumberException();
    }
    return value / divisor;
  }

  private boolean startsFactor() {
    char next = peek();
    return next == '(' || next == '{' || next == '\\' || Character.isLetter(next);
  }

  private boolean takeCommand(Set<String> names) {
    for (String name : names) {
      if (lookingAt(name)) {
        at += name.length();
        return true;
      }
    }
    return false;
  }

  private boolean lookingAt(String name) {
    skipSpace();
    int end = at + name.length();
    return text.startsWith(name, at)
        && (end == text.length() || !Character.isLetter(text.charAt(end)));
  }

  private boolean take(String token) {
    skipSpace();
    boolean found = text.startsWith(token, at);
    at += found ? token.length() : 0;
    return found;
  }

  private char peek() {
    skipSpace();
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** The text is not a formula that can be calculated. Carries no stack: it is expected. */
  private static final class NotANumberException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotANumberException() {
      super("not a number", null, false, false);
    }
  }
}
