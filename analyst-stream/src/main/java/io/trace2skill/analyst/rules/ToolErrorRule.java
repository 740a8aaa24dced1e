// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.skill.patch.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Errors that tools answered in a run that failed, one lesson for each distinct masked message, and
 * how the call differed that was accepted later. The same message from another tool is the same
 * observation.
 */
final class ToolErrorRule implements Rule {

  static final String KIND = "tool-error";

  @Override
  public List<Lesson> mine(TrajectoryView trajectory) {
    List<Lesson> lessons = new ArrayList<>();
    if (trajectory.failed()) {
      List<Call> calls = trajectory.calls();
      for (int i = 0; i < calls.size(); i++) {
        Call call = calls.get(i);
        List<Call> later = calls.subList(i + 1, calls.size());
        call.error()
            .flatMap(trajectory::observe)
            .ifPresent(error -> lessons.add(lesson(error, call, later)));
      }
    }
    return lessons;
  }

  private static Lesson lesson(Observation error, Call call, List<Call> later) {
    ErrorClass known = ErrorClass.of(error.masked());
    String why =
        "%s answers so otherwise. %s%s"
            .formatted(Quote.toolAtStart(call.tool()), known.advice(), remedy(call, later));
    return new Lesson(
        new Ground(KIND, error.signature()),
        Section.TOOL_ERRORS,
        "To avoid " + error.quote() + ", " + known.title(),
        why);
  }

  /** Says by their names which arguments changed; their values belong to the one trajectory. */
  private static String remedy(Call failed, List<Call> later) {
    return later.stream()
        .filter(call -> call.tool().equals(failed.tool()) && call.succeeded())
        .findFirst()
        .map(accepted -> change(failed.arguments(), accepted.arguments()))
        .orElse("");
  }

  private static String change(Arguments failed, Arguments accepted) {
    if (failed.sameAs(accepted)) {
      return " The same call was accepted later.";
    }
    SortedSet<String> keys = failed.differingKeys(accepted);
    // With nothing in common it is another call, and of a program's text no part is known.
    boolean comparable = keys.size() < failed.keys().size();
    String names = comparable ? Quote.names(keys) : "";
    return names.isEmpty() ? "" : " A later call with another " + names + " was accepted.";
  }
}
