// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.cli.engine.Engine;
import io.trace2skill.cli.run.EvolveResult.Timings;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.skill.SkillDirectory;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
        Topologies topologies = new Topologies(settings, cluster, data, engine)) {
      while (!cluster.awaitReady(MOMENT)) {
        stop.check();
        listener.progress(0, 0, 0, 0, List.of());
      }
      topologies.start();
      try (Producer<String, byte[]> producer = cluster.producer();
          TopicView view = new TopicView(cluster, settings.skill(), this::heard)) {
        return evolve(engine, cluster, topologies, producer, view);
      }
    } catch (ExecutionException e) {
      throw new RunFailedException("the broker does not answer", e.getCause());
    }
  }

  private EvolveResult evolve(
      Engine engine,
      LocalCluster cluster,
      Topologies topologies,
      Producer<String, byte[]> producer,
      TopicView view)
      throws RunFailedException,
          StoppedException,
          BudgetUsedUpException,
          InterruptedException,
          ExecutionException {
    KnownRecords known = data.isFresh() ? new KnownRecords() : KnownRecords.of(cluster);
    view.readToEnd();
    Ingest ingest =
        new Ingest(settings, standardInput, cluster, producer, known, batches, listener, stop);
    Settlement settlement = new Settlement(topologies.queries(), settings.skill());
    EngineWatch engineWatch = new EngineWatch(engine, listener, watch);
    Progress progress =
        new Progress(listener, stop, watch, topologies, view, ingest, settlement, engineWatch);
    Commands commands = new Commands(cluster, producer, settings.skill());
    double started = watch.seconds();
    if (settings.base().isPresent()) {
      commands.registerBase(settings.base().get());
      awaitBase(settings.base().get(), topologies, view, progress);
    }
    OptionalLong before = view.latestVersion();
    Rounds rounds =
        new Rounds(
            settings, listener, watch, cluster, topologies, view, progress, settlement, commands);
    FutureTask<Double> reading = read(ingest);
    double begun = watch.seconds();
    if (!data.isFresh() && settings.consolidation() == Consolidation.SEQUENTIAL) {
      // A batch that an earlier run began comes to its end before the next one.
      rounds.learn(() -> true, ingest);
    }
    do {
      batches.next();
      rounds.learn(() -> reading.isDone() || batches.isFull(), ingest);
    } while (!reading.isDone());
    Timings timings =
        new Timings(
            started,
            progress.firstAnalysis(),
            round(ended(reading) - begun),
            round(rounds.analysing()),
            round(rounds.merging()),
            watch.seconds());
    return new ResultMaker(ingest, view, known, settlement)
        .make(rounds.last(), before, lessons.found(), engine, timings);
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

  /** Analyses cite the base that they were made against, so none begins before it is there. */
  private void awaitBase(
      SkillDirectory base, Topologies topologies, TopicView view, Progress progress)
      throws RunFailedException, StoppedException, BudgetUsedUpException {
    String order = "base-" + base.digest();
    while (topologies.analystsKnow(settings.skill()) == 0 || !view.hasDigest(base.digest())) {
      progress.step();
      Optional<DeadLetter> refusal =
          view.letters().stream()
              .filter(letter -> letter.stage().equals("command") && letter.origin().endsWith(order))
              .findFirst();
      if (refusal.isPresent()) {
        throw new RunFailedException(refusal.get().reason());
      }
    }
  }

  private static double round(double seconds) {
    return Math.round(seconds * 1e3) / 1e3;
  }
}
