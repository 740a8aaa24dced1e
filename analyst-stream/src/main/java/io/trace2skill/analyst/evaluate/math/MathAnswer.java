// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.math;

import java.util.List;
import java.util.stream.IntStream;

/** An answer to a mathematical question. */
public sealed interface MathAnswer {

  /**
   * Reads an answer.
   *
   * @param text what was answered, plain or in LaTeX; the last {@code \boxed{}} in it counts, where
   *     there is one
   * @return a value where the text has one, else {@link Symbolic}; never fails
   */
  static MathAnswer parse(String text) {
    return AnswerReader.read(text);
  }

  /**
   * Returns whether the candidate counts as this reference.
   *
   * @param candidate what was answered
   * @param closeness decides for numbers
   */
  boolean matches(MathAnswer candidate, Closeness closeness);

  /** Returns true when it consists of numbers and nothing else. */
  boolean isNumeric();

  /**
   * A number.
   *
   * @param value its value, 0.5 for 50 %; not NaN
   * @param percent whether it was written with a percent sign
   */
  record Scalar(double value, boolean percent) implements MathAnswer {

    /** A question may fix the unit, so 50 % may also be answered with 50, and the reverse. */
    @Override
    public boolean matches(MathAnswer candidate, Closeness closeness) {
      if (!(candidate instanceof Scalar other)) {
        return candidate instanceof Several several
            && several.items().size() == 1
            && matches(several.items().get(0), closeness);
      }
      return closeness.close(value, other.value)
          || (percent != other.percent && closeness.close(written(), other.written()));
    }

    @Override
    public boolean isNumeric() {
      return true;
    }

    private double written() {
      return percent ? value * 100 : value;
    }
  }

  /**
   * A tuple, a point or an interval: the order and the brackets count.
   *
   * @param open the bracket in front
   * @param items at least one
   * @param close the bracket at the end
   */
  record Sequence(char open, List<MathAnswer> items, char close) implements MathAnswer {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public boolean matches(MathAnswer candidate, Closeness closeness) {
      return candidate instanceof Sequence other
          && open == other.open
          && close == other.close
          && items.size() == other.items.size()
          && IntStream.range(0, items.size())
              .allMatch(i -> items.get(i).matches(other.items.get(i), closeness));
    }

    @Override
    public boolean isNumeric() {
      return items.stream().allMatch(MathAnswer::isNumeric);
    }
  }

  /**
   * Several answers, of which the order does not count: a set, or solutions one after the other.
   *
   * @param items each of them; equal ones count once
   */
  record Several(List<MathAnswer> items) implements MathAnswer {

    public Several {
      items = List.copyOf(items);
    }

    @Override
    public boolean matches(MathAnswer candidate, Closeness closeness) {
      List<MathAnswer> others =
          candidate instanceof Several several ? several.items : List.of(candidate);
      return items.stream().allMatch(i -> others.stream().anyMatch(o -> i.matches(o, closeness)))
          && others.stream().allMatch(o -> items.stream().anyMatch(i -> i.matches(o, closeness)));
    }

    @Override
    public boolean isNumeric() {
      return items.stream().allMatch(MathAnswer::isNumeric);
    }
  }

  /**
   * Anything that has no value as a number.
   *
   * @param text normalised, so that the usual ways of writing the same are equal
   */
  record Symbolic(String text) implements MathAnswer {

    @Override
    public boolean matches(MathAnswer candidate, Closeness closeness) {
      return candidate instanceof Symbolic other && text.equals(other.text);
    }

    @Override
    public boolean isNumeric() {
      return false;
    }
  }
}
