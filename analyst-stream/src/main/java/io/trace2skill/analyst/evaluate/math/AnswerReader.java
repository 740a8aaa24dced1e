// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.math;

import io.trace2skill.analyst.evaluate.math.MathAnswer.Scalar;
import io.trace2skill.analyst.evaluate.math.MathAnswer.Sequence;
import io.trace2skill.analyst.evaluate.math.MathAnswer.Several;
import io.trace2skill.analyst.evaluate.math.MathAnswer.Symbolic;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the shape of an answer: one value, several, a tuple, an interval or a set. */
final class AnswerReader {

  /** No answer is longer; what is, is compared as text. */
  private static final int MAX_LENGTH = 2_000;

  private static final int MAX_DEPTH = 10;

  private static final Pattern LEAD =
      Pattern.compile("(?is)^.*\\b(?:answer|result)\\s*(?:is|:|=)\\s*");
  private static final Pattern NAME =
      Pattern.compile(
          "^\\s*(?:[a-zA-Z]|\\\\[a-zA-Z]+)(?:_\\{?\\w+}?)?\\s*(?:=|\\\\in(?![a-zA-Z]))");
  private static final Pattern EITHER = Pattern.compile("\\s+(?:or|and)\\s+|\\s*;\\s*");
  private static final Pattern PERCENT = Pattern.compile("\\s*\\\\?%$");

  private AnswerReader() {}

  static MathAnswer read(String text) {
    String answer = Latex.boxed(text).orElse(text);
    if (answer.length() > MAX_LENGTH) {
      return symbolic(answer);
    }
    return shape(Latex.plain(withoutFullStop(LEAD.matcher(answer).replaceFirst(""))), 0);
  }

  private static String withoutFullStop(String text) {
    String stripped = text.strip();
    return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  private static MathAnswer shape(String text, int depth) {
    String value = NAME.matcher(text).replaceFirst("").strip();
    if (depth > MAX_DEPTH || value.isEmpty()) {
      return symbolic(text);
    }
    if (value.startsWith("\\{") && value.endsWith("\\}")) {
      return several(value.substring(2, value.length() - 2), depth);
    }
    if (value.startsWith("{") && value.endsWith("}") && Brackets.encloses(value)) {
      return several(value.substring(1, value.length() - 1), depth);
    }
    if (isSequence(value)) {
      return sequence(value, depth);
    }
    List<String> parts = alternatives(value);
    return parts.size() > 1 ? new Several(each(parts, depth)) : scalar(value);
  }

  private static MathAnswer several(String inside, int depth) {
    return new Several(each(Brackets.split(inside), depth));
  }

  private static boolean isSequence(String value) {
    return Brackets.encloses(value)
        && Brackets.split(value.substring(1, value.length() - 1)).size() > 1;
  }

  private static MathAnswer sequence(String value, int depth) {
    int last = value.length() - 1;
    List<String> parts = Brackets.split(value.substring(1, last));
    return new Sequence(value.charAt(0), each(parts, depth), value.charAt(last));
  }

  private static List<MathAnswer> each(List<String> parts, int depth) {
    return parts.stream().map(part -> shape(part.strip(), depth + 1)).toList();
  }

  private static List<String> alternatives(String value) {
    List<String> parts = new ArrayList<>();
    EITHER.splitAsStream(value).forEach(part -> parts.addAll(Brackets.split(part)));
    parts.removeIf(String::isBlank);
    if (parts.size() == 1 && parts.get(0).contains("\\pm")) {
      return List.of(value.replace("\\pm", "+"), value.replace("\\pm", "-"));
    }
    return parts;
  }

  private static MathAnswer scalar(String value) {
    Matcher percent = PERCENT.matcher(value);
    boolean isPercent = percent.find();
    OptionalDouble number = Expression.evaluate(isPercent ? percent.replaceFirst("") : value);
    return number.isPresent()
        ? new Scalar(isPercent ? number.getAsDouble() / 100 : number.getAsDouble(), isPercent)
        : symbolic(value);
  }

  private static MathAnswer symbolic(String text) {
    return new Symbolic(
        text.replaceAll("\\s+|\\\\cdot(?![a-zA-Z])|\\*", "").replaceAll("\\{(.)}", "$1"));
  }
}
