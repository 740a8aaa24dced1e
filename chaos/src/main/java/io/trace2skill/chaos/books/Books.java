// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.books;

import io.trace2skill.avro.AnalysisKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was put in, and all that a reader of committed records finds afterwards.
 *
 * @param sent ids of the trajectories that the brokers have acknowledged
 * @param unsure ids of those that were neither acknowledged nor refused
 * @param garbage keys of the records that cannot be decoded
 * @param events of the patches topic
 * @param versions of the skill-versions topic, doubled ones included
 * @param latest last record of each key of the skill-snapshots topic
 * @param letters keys of the dead-letters topic, doubled ones included
 */
public record Books(
    Set<String> sent,
    Set<String> unsure,
    Set<String> garbage,
    List<Event> events,
    List<Version> versions,
    Map<String, Version> latest,
    List<Letter> letters) {

  public Books {
    sent = Set.copyOf(sent);
    unsure = Set.copyOf(unsure);
    garbage = Set.copyOf(garbage);
    events = List.copyOf(events);
    versions = List.copyOf(versions);
    latest = Map.copyOf(latest);
    letters = List.copyOf(letters);
  }

  /**
   * One analysis event.
   *
   * @param where topic, partition and offset
   */
  public record Event(String where, String trajectoryId, String skill, AnalysisKind kind) {

    /** Whether it tells the end of an analysis. */
    public boolean isOutcome() {
      return kind != AnalysisKind.STARTED;
    }
  }

  /**
   * One published version.
   *
   * @param where topic, partition and offset
   * @param window number of the window that it came from; 0 for none
   * @param patched patches of that window
   * @param trajectories behind the applied and the dropped edits
   */
  public record Version(
      String where,
      String skill,
      long number,
      String digest,
      long window,
      long patched,
      Set<String> trajectories) {

    public Version {
      trajectories = Set.copyOf(trajectories);
    }
  }

  /**
   * One dead letter.
   *
   * @param where topic, partition and offset
   * @param key of the record that could not be used
   */
  public record Letter(String where, String key, String reason) {}
}
