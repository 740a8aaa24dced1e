// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.analyst.rules.TrajectoryView.Action;
import io.trace2skill.skill.patch.Ground;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The changes that a failed run made against those that a correct run makes, where the trajectory
 * tells: one is missing, one is too many, or one has wrong arguments. Reading tools do not count,
 * as there are many ways to find something out.
 */
final class ExpectedActionRule implements Rule {

  static final String MISSING = "missing-action";
  static final String UNEXPECTED = "unexpected-action";
  static final String WRONG_ARGUMENTS = "wrong-arguments";

  @Override
  public List<Lesson> mine(TrajectoryView trajectory) {
    if (!trajectory.failed()) {
      return List.of();
    }
    return trajectory.expected().stream()
        .flatMap(expected -> compare(expected, made(trajectory)))
        .toList();
  }

  private static List<Action> made(TrajectoryView trajectory) {
    return trajectory.calls().stream()
        .filter(Call::succeeded)
        .map(call -> new Action(call.tool(), call.arguments()))
        .toList();
  }

  private static Stream<Lesson> compare(List<Action> expected, List<Action> made) {
    Map<String, Difference> byTool = new TreeMap<>();
    expected.forEach(action -> add(byTool, action, true));
    made.forEach(action -> add(byTool, action, false));
    return byTool.entrySet().stream().flatMap(e -> e.getValue().lessons(e.getKey()));
  }

  private static void add(Map<String, Difference> byTool, Action action, boolean expected) {
    if (ToolKind.of(action.tool()) == ToolKind.WRITE) {
      Difference difference = byTool.computeIfAbsent(action.tool(), tool -> new Difference());
      (expected ? difference.expected : difference.made).add(action.arguments());
    }
  }

  /** Calls of one tool: expected ones and those that were made, minus those that agree. */
  private static final class Difference {
    private final List<Arguments> expected = new ArrayList<>();
    private final List<Arguments> made = new ArrayList<>();

    Stream<Lesson> lessons(String tool) {
      expected.removeIf(this::takeSame);
      SortedSet<String> wrong = new TreeSet<>();
      boolean anyWrong = !expected.isEmpty() && !made.isEmpty();
      while (!expected.isEmpty() && !made.isEmpty()) {
        wrong.addAll(takeClosest(expected.remove(0)));
      }
      return Stream.of(
              anyWrong ? Optional.of(wrongArguments(tool, wrong)) : Optional.<Lesson>empty(),
              expected.isEmpty() ? Optional.<Lesson>empty() : Optional.of(missing(tool)),
              made.isEmpty() ? Optional.<Lesson>empty() : Optional.of(unexpected(tool)))
          .flatMap(Optional::stream);
    }

    private boolean takeSame(Arguments wanted) {
      Optional<Arguments> same = made.stream().filter(wanted::sameAs).findFirst();
      same.ifPresent(made::remove);
      return same.isPresent();
    }

    private SortedSet<String> takeClosest(Arguments wanted) {
      Arguments closest =
          made.stream()
              .min(Comparator.comparingInt(arguments -> wanted.differingKeys(arguments).size()))
              .orElseThrow();
      made.remove(closest);
      return wanted.differingKeys(closest);
    }
  }

  private static Lesson missing(String tool) {
    return lesson(
        MISSING,
        tool,
        "Carry out " + Quote.tool(tool) + " when the task asks for it",
        "Failed runs ended without it: before you end, match each change that was asked for with"
            + " a call that succeeded.");
  }

  private static Lesson unexpected(String tool) {
    return lesson(
        UNEXPECTED,
        tool,
        "Call " + Quote.tool(tool) + " only when the task and the rules ask for it",
        "Failed runs made this change where none was due, or once too often. When the rules do"
            + " not allow what is asked, say so and change nothing.");
  }

  private static Lesson wrongArguments(String tool, SortedSet<String> keys) {
    String names = Quote.names(keys);
    return lesson(
        WRONG_ARGUMENTS,
        tool,
        "Check the arguments of " + Quote.tool(tool) + " against the task before you call it",
        "Failed runs changed the wrong thing with a call that the tool accepted."
            + (names.isEmpty() ? "" : " What was wrong most often: " + names + "."));
  }

  private static Lesson lesson(String kind, String tool, String title, String why) {
    return new Lesson(
        new Ground(kind, tool.toLowerCase(Locale.ROOT)), Section.BEFORE_FINISHING, title, why);
  }
}
