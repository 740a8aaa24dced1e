// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.skill.patch.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Calls that failed, were made again unchanged in a run that failed, and failed again. Repeating
 * what may pass, such as a timeout, is no mistake.
 */
final class RepeatedCallRule implements Rule {

  static final String KIND = "repeated-call";

  @Override
  public List<Lesson> mine(TrajectoryView trajectory) {
    List<Lesson> lessons = new ArrayList<>();
    List<Call> failures = new ArrayList<>();
    for (Call call : trajectory.failed() ? trajectory.calls() : List.<Call>of()) {
      if (call.error().filter(error -> !ErrorClass.of(error).mayPass()).isPresent()) {
        if (failures.stream().anyMatch(earlier -> isSame(earlier, call))) {
          lessons.add(lesson(call));
        } else {
          failures.add(call);
        }
      }
    }
    return lessons;
  }

  private static boolean isSame(Call a, Call b) {
    return a.tool().equals(b.tool()) && a.arguments().sameAs(b.arguments());
  }

  private static Lesson lesson(Call call) {
    return new Lesson(
        new Ground(KIND, call.tool().toLowerCase(Locale.ROOT)),
        Section.TOOL_ERRORS,
        "Change something before you call " + Quote.tool(call.tool()) + " again after an error",
        "The same arguments gave an error again, and the attempt was lost: read the message, then"
            + " change what it names or take another way.");
  }
}
