// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.cli.engine.Engine;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.producer.Producer;

/**
 * One run on one machine: a broker and both topologies in this process, trajectories in, a version
 * of the skill out. Whatever is committed when a run ends early is where the next run on the same
 * data directory goes on.
 */
public final class EvolveRun {

  private static final Duration MOMENT = Duration.ofMillis(50);

  private final EvolveSettings settings;
  private final DataDirectory data;
  private final InputStream standardInput;
  private final RunListener listener;
  private final StopSignal stop;
  private final Batches batches;
  private final Lessons lessons = new Lessons();
  private final Stopwatch watch = new Stopwatch();

  /**
   * @param standardInput read for the path {@code -}; not closed
   * @param listener told how it goes
   * @param stop ends the run early
   */
  public EvolveRun(
      EvolveSettings settings,
      DataDirectory data,
      InputStream standardInput,
      RunListener listener,
      StopSignal stop) {
    this.settings = settings;
    this.data = data;
    this.standardInput = standardInput;
    this.listener = listener;
    this.stop = stop;
    this.batches = settings.batches();
  }

  /**
   * Runs to the end.
   *
   * @throws StoppedException when asked to stop; everything is closed then
   * @throws BudgetUsedUpException when the engine's budget is used up; everything is closed then
   * @throws RunFailedException when the broker or a topology fails, or the model's endpoint refuses
   *     everything
   */
  public EvolveResult run()
      throws RunFailedException, StoppedException, BudgetUsedUpException, InterruptedException {
    listener.phase("starting");
    try (LocalCluster cluster = new LocalCluster(data);
        Engine engine = settings.engine().open(data.engine(), cluster::openCallJournal);
        Topologies topologies =
            new Topologies(settings, cluster, Deployment.embedded(data.streams()), engine)) {
      while (!cluster.awaitReady(MOMENT)) {
        stop.check();
        listener.progress(0, 0, 0, 0, List.of());
      }
      topologies.start();
      try (Producer<String, byte[]> producer = cluster.producer(Map.of())) {
        return evolve(engine, cluster, topologies, producer);
      }
    } catch (ExecutionException e) {
      throw new RunFailedException("the broker does not answer", e.getCause());
    }
  }

  private EvolveResult evolve(
      Engine engine, LocalCluster cluster, Topologies topologies, Producer<String, byte[]> producer)
      throws RunFailedException,
          StoppedException,
          BudgetUsedUpException,
          InterruptedException,
          ExecutionException {
    KnownRecords known = data.isFresh() ? new KnownRecords() : KnownRecords.of(cluster);
    Ingest ingest =
        new Ingest(settings, standardInput, cluster, producer, known, batches, listener, stop);
    try (Evolution evolution =
        new Evolution(
            settings, cluster, topologies, engine, ingest, this::heard, listener, stop, watch)) {
      evolution.begin();
      FutureTask<Double> reading = read(ingest);
      double begun = watch.seconds();
      if (!data.isFresh() && settings.consolidation() == Consolidation.SEQUENTIAL) {
        // A batch that an earlier run began comes to its end before the next one.
        evolution.learn(() -> true);
      }
      do {
        batches.next();
        evolution.learn(() -> reading.isDone() || batches.isFull());
      } while (!reading.isDone());
      return evolution.result(lessons, ended(reading) - begun);
    }
  }

  /** Only a bank needs what patches say; a skill is made of them elsewhere. */
  private void heard(AnalysisEvent event) {
    if (settings.consolidation() == Consolidation.BANK) {
      lessons.enter(event);
    }
  }

  /** A daemon, because nothing can end a read of standard input. */
  private FutureTask<Double> read(Ingest ingest) {
    FutureTask<Double> reading =
        new FutureTask<>(
            () -> {
              ingest.run();
              return watch.seconds();
            });
    Thread thread = new Thread(reading, "ingest");
    thread.setDaemon(true);
    thread.start();
    return reading;
  }

  private static double ended(FutureTask<Double> reading)
      throws RunFailedException, StoppedException, InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoppedException stopped) {
        throw stopped;
      }
      throw new RunFailedException("the inputs cannot be read to the end", e.getCause());
    }
  }
}
