// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.skill.patch.Ground;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
    lessons.addAll(fileProcedures(calls));
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
        "That is what successful runs did first, so that the call rested on what is really there"
            + " and not on what was said or remembered.");
  }

  private static List<Lesson> fileProcedures(List<Call> calls) {
    List<CodeUse> uses =
        calls.stream().flatMap(call -> VerificationRule.usesOf(call).stream()).toList();
    List<Lesson> lessons = new ArrayList<>();
    Set<String> before = new LinkedHashSet<>();
    for (int i = 0; i < uses.size(); i++) {
      CodeUse use = uses.get(i);
      if (use.kind() == ToolKind.READ) {
        before.add(use.name());
      } else if (!before.isEmpty()) {
        lessons.add(readWriteRead(use.name(), before, readsIn(uses.subList(i + 1, uses.size()))));
      }
    }
    return lessons;
  }

  private static Set<String> readsIn(List<CodeUse> uses) {
    return uses.stream()
        .filter(use -> use.kind() == ToolKind.READ)
        .map(CodeUse::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Lesson readWriteRead(String write, Set<String> before, Set<String> after) {
    String title = "Read with " + inOrder(before) + " before you write with `" + write + "`";
    return new Lesson(
        new Ground(KIND, "file " + write.toLowerCase(Locale.ROOT)),
        Section.PROCEDURES,
        after.isEmpty() ? title : title + ", and check with " + inOrder(after),
        after.isEmpty()
            ? "Successful runs looked at the structure of the file first and wrote once."
            : "Successful runs worked in this order: they knew the structure of the file first, and"
                + " made sure of what was really written.");
  }

  private static String inOrder(Set<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", then "));
  }
}
