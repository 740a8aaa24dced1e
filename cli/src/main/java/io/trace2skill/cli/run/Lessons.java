// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.EditRecord;
import io.trace2skill.cli.bank.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The lessons of a bank: each text that a patch wants to put into the skill. Not thread-safe. */
final class Lessons {

  private final TreeMap<String, List<Lesson>> found = new TreeMap<>();

  /** Enters an event of the patches topic. */
  void enter(AnalysisEvent event) {
    if (event.getKind() == AnalysisKind.PATCH_PROPOSED) {
      found.put(event.getTrajectoryId(), lessons(event));
    }
  }

  /** Returns the lessons by trajectory, so that their order does not depend on who was faster. */
  List<Lesson> found() {
    return found.values().stream().flatMap(List::stream).toList();
  }

  private static List<Lesson> lessons(AnalysisEvent event) {
    List<Lesson> lessons = new ArrayList<>();
    List<EditRecord> edits = event.getPatch().getEdits();
    for (int i = 0; i < edits.size(); i++) {
      EditRecord edit = edits.get(i);
      if (edit.getContent() != null && !edit.getContent().isBlank()) {
        lessons.add(
            new Lesson(
                event.getTrajectoryId() + "#" + i,
                event.getTrajectoryId(),
                event.getOutcome().name().toLowerCase(Locale.ROOT),
                edit.getTargetSection() == null
                    ? edit.getFile()
                    : edit.getFile() + ", " + edit.getTargetSection(),
                edit.getContent()));
      }
    }
    return lessons;
  }
}
