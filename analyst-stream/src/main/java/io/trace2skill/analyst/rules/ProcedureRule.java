// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.skill.patch.Ground;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a successful run looked at before it made a change, in order. The change is the observation
 * and the order a wording of it, so that the order that most runs share comes out of merging.
 */
final class ProcedureRule implements Rule {

  static final String KIND = "procedure";

  @Override
  public List<Lesson> mine(TrajectoryView trajectory) {
    if (!trajectory.succeeded()) {
      return List.of();
    }
    List<Call> calls = trajectory.calls().stream().filter(Call::succeeded).toList();
    List<Lesson> lessons = new ArrayList<>(toolProcedures(calls));
    fileProcedure(calls).ifPresent(lessons::add);
    return lessons;
  }

  private static List<Lesson> toolProcedures(List<Call> calls) {
    List<Lesson> lessons = new ArrayList<>();
    Set<String> looked = new LinkedHashSet<>();
    for (Call call : calls) {
      if (call.kind() == ToolKind.READ && Quote.name(call.tool()).isPresent()) {
        looked.add(call.tool());
      } else if (call.kind() == ToolKind.WRITE && !looked.isEmpty()) {
        lessons.add(lookFirst(call.tool(), looked));
      }
    }
    return lessons;
  }

  private static Lesson lookFirst(String write, Set<String> looked) {
    return new Lesson(
        new Ground(KIND, write.toLowerCase(Locale.ROOT)),
        Section.PROCEDURES,
        "Before " + Quote.tool(write) + ", look things up with " + inOrder(looked),
        "Successful runs knew what was really there before they changed it.");
  }

  /** Files are one subject, so a run has one way of working on them: reads, writes, reads. */
  private static Optional<Lesson> fileProcedure(List<Call> calls) {
    List<CodeUse> uses =
        calls.stream().flatMap(call -> VerificationRule.usesOf(call).stream()).toList();
    List<ToolKind> kinds = uses.stream().map(CodeUse::kind).toList();
    int first = kinds.indexOf(ToolKind.WRITE);
    if (first < 1) {
      return Optional.empty();
    }
    int last = kinds.lastIndexOf(ToolKind.WRITE);
    return Optional.of(
        readWriteRead(
            names(uses.subList(0, first), ToolKind.READ),
            names(uses, ToolKind.WRITE),
            names(uses.subList(last + 1, uses.size()), ToolKind.READ)));
  }

  private static Set<String> names(List<CodeUse> uses, ToolKind kind) {
    return uses.stream()
        .filter(use -> use.kind() == kind)
        .map(CodeUse::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Lesson readWriteRead(Set<String> before, Set<String> writes, Set<String> after) {
    String check = after.isEmpty() ? "" : ", and check with " + inOrder(after);
    return new Lesson(
        new Ground(KIND, "file " + String.join(" ", writes).toLowerCase(Locale.ROOT)),
        Section.PROCEDURES,
        "When you change a file, read it with "
            + inOrder(before)
            + ", write with "
            + inOrder(writes)
            + check,
        after.isEmpty()
            ? "Successful runs knew the structure of the file before they wrote."
            : "Successful runs knew the structure of the file before they wrote, and made sure of"
                + " what was really written.");
  }

  private static String inOrder(Set<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", then "));
  }
}
