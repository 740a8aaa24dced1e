// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Trajectory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a run has read. Not thread-safe. */
final class IngestAccount {

  private final Books books;
  private final RunListener listener;
  private final List<Rejected> rejected = new ArrayList<>();
  private final Map<OutcomeStatus, Integer> outcomes = new EnumMap<>(OutcomeStatus.class);
  private long read;
  private long duplicates;

  IngestAccount(Books books, RunListener listener) {
    this.books = books;
    this.listener = listener;
  }

  void accepted(Trajectory trajectory) {
    books.accept(trajectory.getTrajectoryId());
    outcomes.merge(trajectory.getOutcome().getStatus(), 1, Integer::sum);
    count();
  }

  void rejected(Rejected result) {
    rejected.add(result);
    listener.warn(result.origin() + ": " + result.reason());
    count();
  }

  void skipped(Skipped result) {
    if (result.kind() == Skipped.Kind.DUPLICATE) {
      duplicates++;
    } else {
      listener.warn(result.origin() + ": " + result.reason());
    }
  }

  void warn(String message) {
    listener.warn(message);
  }

  private void count() {
    read++;
    listener.progress(read, 0, List.of());
  }

  long read() {
    return read;
  }

  long duplicates() {
    return duplicates;
  }

  List<Rejected> rejected() {
    return List.copyOf(rejected);
  }

  int outcomes(OutcomeStatus status) {
    return outcomes.getOrDefault(status, 0);
  }
}
