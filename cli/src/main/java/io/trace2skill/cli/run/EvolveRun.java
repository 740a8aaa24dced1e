// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.cli.engine.Engine;
import io.trace2skill.cli.run.EvolveResult.Timings;
import io.trace2skill.merge.MergeStreams;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.skill.SkillDirectory;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
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
  private OptionalDouble firstAnalysis = OptionalDouble.empty();
  private List<Integer> merges = List.of();
  private long endedBefore;

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
    try (Engine engine = settings.engine().open(data.engine());
        LocalCluster cluster = new LocalCluster(data);
        Topologies topologies = new Topologies(settings, cluster, data, engine)) {
      while (!cluster.awaitReady(MOMENT)) {
        stop.check();
        listener.progress(0, 0, 0, 0, merges);
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
    endedBefore = view.books().ended();
    Ingest ingest =
        new Ingest(settings, standardInput, cluster, producer, known, batches, listener, stop);
    Progress progress = new Progress(engine, topologies, view, ingest);
    Commands commands = new Commands(cluster, producer, settings.skill());
    double started = watch.seconds();
    if (settings.base().isPresent()) {
      commands.registerBase(settings.base().get());
      awaitBase(settings.base().get(), topologies, view, progress);
    }
    OptionalLong before = view.latestVersion();
    Rounds rounds = new Rounds(cluster, topologies, view, progress, commands);
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
            firstAnalysis,
            round(ended(reading) - begun),
            round(rounds.analysing),
            round(rounds.merging),
            watch.seconds());
    return new ResultMaker(ingest, view, known, progress.settlement)
        .make(rounds.last, before, lessons.found(), engine, timings);
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

  /** Takes in what happened, tells the listener, and ends the run when it has to end. */
  private final class Progress {

    private final Topologies topologies;
    private final TopicView view;
    private final Ingest ingest;
    private final Settlement settlement;
    private final EngineWatch engine;

    Progress(Engine engine, Topologies topologies, TopicView view, Ingest ingest) {
      this.engine = new EngineWatch(engine, listener, watch);
      this.topologies = topologies;
      this.view = view;
      this.ingest = ingest;
      this.settlement = new Settlement(topologies.queries(), settings.skill());
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
      listener.progress(ingest.read(), books.accepted(), books.ended(), endedBefore, merges);
    }
  }

  /** Learns from what is let through: analyses it, merges it, and waits for what comes of it. */
  private final class Rounds {

    private final LocalCluster cluster;
    private final Topologies topologies;
    private final TopicView view;
    private final Progress progress;
    private final Commands commands;
    private Optional<SettledWindow> last = Optional.empty();
    private double analysing;
    private double merging;

    Rounds(
        LocalCluster cluster,
        Topologies topologies,
        TopicView view,
        Progress progress,
        Commands commands) {
      this.cluster = cluster;
      this.topologies = topologies;
      this.view = view;
      this.progress = progress;
      this.commands = commands;
    }

    void learn(BooleanSupplier isRead, Ingest ingest)
        throws RunFailedException,
            StoppedException,
            BudgetUsedUpException,
            InterruptedException,
            ExecutionException {
      listener.phase("analysing");
      double begun = watch.seconds();
      while (!isRead.getAsBoolean() || view.done() < ingest.inTopic()) {
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
      while (!progress.settlement.isComplete(order)) {
        progress.step();
      }
      take(progress.settlement.last());
      merging += watch.seconds() - analysed;
    }

    /** An order to close goes another way than the events, and must not overtake them. */
    private boolean hasMergeRead() throws ExecutionException, InterruptedException {
      var committed = cluster.committed(MergeStreams.APPLICATION_ID);
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
      return progress.settlement.windows(view.versions()).stream()
          .filter(window -> window.getVersion() != null)
          .reduce((older, newer) -> newer)
          .or(() -> settled);
    }
  }
}
