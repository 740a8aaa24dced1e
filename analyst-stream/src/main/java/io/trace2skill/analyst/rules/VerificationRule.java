// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.skill.patch.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Changes that a failed run made last and never looked at. For code: a file was saved and nothing
 * was read after that. For tools: a change was acknowledged without showing the result, and the
 * tool that shows it was known to the run, but not called again.
 */
final class VerificationRule implements Rule {

  static final String KIND = "missing-verification";

  /** Answers up to this many characters acknowledge a change and do not show what it became. */
  private static final int ACKNOWLEDGEMENT = 60;

  @Override
  public List<Lesson> mine(TrajectoryView trajectory) {
    if (!trajectory.failed()) {
      return List.of();
    }
    List<Lesson> lessons = new ArrayList<>();
    unreadFile(trajectory.calls()).ifPresent(lessons::add);
    lessons.addAll(unseenChanges(trajectory.calls()));
    return lessons;
  }

  private static Optional<Lesson> unreadFile(List<Call> calls) {
    Optional<CodeUse> last = Optional.empty();
    for (Call call : calls) {
      for (CodeUse use : call.succeeded() ? usesOf(call) : List.<CodeUse>of()) {
        last = Optional.of(use);
      }
    }
    return last.filter(use -> use.kind() == ToolKind.WRITE).map(VerificationRule::readBack);
  }

  static List<CodeUse> usesOf(Call call) {
    return call.arguments().code().map(CodeUse::in).orElse(List.of());
  }

  private static Lesson readBack(CodeUse write) {
    return new Lesson(
        new Ground(KIND, "saved file"),
        Section.BEFORE_FINISHING,
        "Open what you saved again and check it before you finish",
        "Runs that ended with `"
            + write.name()
            + "` failed without noticing: saving without an error does not show that the content"
            + " is right. Read the changed parts from the file and compare them with the task.");
  }

  private static List<Lesson> unseenChanges(List<Call> calls) {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Call write = calls.get(i);
      if (write.kind() == ToolKind.WRITE
          && write.answer().filter(a -> acknowledges(write, a)).isPresent()) {
        List<Call> later = calls.subList(i + 1, calls.size());
        if (later.stream().noneMatch(call -> shows(call, write))) {
          calls.subList(0, i).stream()
              .filter(call -> shows(call, write))
              .findFirst()
              .ifPresent(reader -> lessons.add(lookAgain(write.tool(), reader.tool())));
        }
      }
    }
    return lessons;
  }

  private static boolean acknowledges(Call write, String answer) {
    return write.succeeded() && answer.strip().length() <= ACKNOWLEDGEMENT;
  }

  private static boolean shows(Call call, Call write) {
    return call.succeeded()
        && call.kind() == ToolKind.READ
        && ToolKind.sameSubject(call.tool(), write.tool());
  }

  private static Lesson lookAgain(String write, String reader) {
    return new Lesson(
        new Ground(KIND, write.toLowerCase(Locale.ROOT)),
        Section.BEFORE_FINISHING,
        "Look at the result of " + Quote.tool(write) + " before you finish",
        "It only acknowledges the change. Call "
            + Quote.tool(reader)
            + " afterwards and compare what is there with the task.");
  }
}
