// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.util.List;
import java.util.OptionalDouble;

/** Takes in what happened, tells the listener, and ends the run when it has to end. */
final class Progress {

  private final RunListener listener;
  private final StopSignal stop;
  private final Stopwatch watch;
  private final Topologies topologies;
  private final TopicView view;
  private final Source source;
  private final Settlement settlement;
  private final EngineWatch engine;
  private final long endedBefore;
  private OptionalDouble firstAnalysis = OptionalDouble.empty();
  private List<Integer> merges = List.of();

  /**
   * @param settlement how the windows of the run's skill end
   * @param engine what holds the run up or ends it
   */
  Progress(
      RunListener listener,
      StopSignal stop,
      Stopwatch watch,
      Topologies topologies,
      TopicView view,
      Source source,
      Settlement settlement,
      EngineWatch engine) {
    this.listener = listener;
    this.stop = stop;
    this.watch = watch;
    this.topologies = topologies;
    this.view = view;
    this.source = source;
    this.settlement = settlement;
    this.engine = engine;
    this.endedBefore = view.books().ended();
  }

  void step() throws RunFailedException, StoppedException, BudgetUsedUpException {
    view.poll();
    stop.check();
    topologies.requireAlive();
    Books books = view.books();
    engine.look(books);
    if (firstAnalysis.isEmpty() && books.ended() > endedBefore) {
      firstAnalysis = OptionalDouble.of(watch.seconds());
    }
    List<Integer> current = settlement.merges();
    merges = current.isEmpty() ? merges : current;
    listener.progress(source.read(), books.accepted(), books.ended(), endedBefore, merges);
  }

  /** Returns when the first outcome of this run was seen, in seconds; empty when none was. */
  OptionalDouble firstAnalysis() {
    return firstAnalysis;
  }
}
