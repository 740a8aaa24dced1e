// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.SettledWindow;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** Learns from what is let through: analyses it, merges it, and waits for what comes of it. */
final class Rounds {

  private final EvolveSettings settings;
  private final RunListener listener;
  private final Stopwatch watch;
  private final RunCluster cluster;
  private final Topologies topologies;
  private final TopicView view;
  private final Progress progress;
  private final Settlement settlement;
  private final Commands commands;
  private Optional<SettledWindow> last = Optional.empty();
  private double analysing;
  private double merging;

  Rounds(
      EvolveSettings settings,
      RunListener listener,
      Stopwatch watch,
      RunCluster cluster,
      Topologies topologies,
      TopicView view,
      Progress progress,
      Settlement settlement,
      Commands commands) {
    this.settings = settings;
    this.listener = listener;
    this.watch = watch;
    this.cluster = cluster;
    this.topologies = topologies;
    this.view = view;
    this.progress = progress;
    this.settlement = settlement;
    this.commands = commands;
  }

  /**
   * Learns once.
   *
   * @param isRead whether all that is let through now is in its topic
   */
  void learn(BooleanSupplier isRead, Source source)
      throws RunFailedException,
          StoppedException,
          BudgetUsedUpException,
          InterruptedException,
          ExecutionException {
    listener.phase("analysing");
    double begun = watch.seconds();
    while (!isRead.getAsBoolean() || view.done() < source.inTopic()) {
      progress.step();
    }
    while (!hasMergeRead()) {
      progress.step();
    }
    double analysed = watch.seconds();
    analysing += analysed - begun;
    if (settings.consolidation() == Consolidation.BANK) {
      return;
    }
    listener.phase("merging");
    String order = commands.closeWindow();
    while (!settlement.isComplete(order)) {
      progress.step();
    }
    take(settlement.last());
    merging += watch.seconds() - analysed;
  }

  /** An order to close goes another way than the events, and must not overtake them. */
  private boolean hasMergeRead() throws ExecutionException, InterruptedException {
    var committed = cluster.committed(topologies.mergeId());
    return view.eventsSeen().entrySet().stream()
        .allMatch(
            seen ->
                committed.get(seen.getKey()) != null
                    && committed.get(seen.getKey()).offset() >= seen.getValue());
  }

  /** What comes next is analysed against the version that this made, so it has to be there. */
  private void take(Optional<SettledWindow> settled)
      throws RunFailedException, StoppedException, BudgetUsedUpException, InterruptedException {
    if (settled.isPresent() && settled.get().getVersion() != null) {
      long version = settled.get().getVersion();
      while (view.version(version).isEmpty()
          || topologies.analystsKnow(settings.skill()) < version) {
        progress.step();
      }
    }
    last = settings.consolidation() == Consolidation.SEQUENTIAL ? newest(settled) : settled;
  }

  /** A batch that teaches nothing new leaves the skill as the batches before it made it. */
  private Optional<SettledWindow> newest(Optional<SettledWindow> settled) {
    return settlement.windows(view.versions()).stream()
        .filter(window -> window.getVersion() != null)
        .reduce((older, newer) -> newer)
        .or(() -> settled);
  }

  /** Returns the window that made the latest version, or else the one that ended last. */
  Optional<SettledWindow> last() {
    return last;
  }

  /** Returns the seconds that analyses took, over all rounds. */
  double analysing() {
    return analysing;
  }

  /** Returns the seconds from there to the versions. */
  double merging() {
    return merging;
  }
}
