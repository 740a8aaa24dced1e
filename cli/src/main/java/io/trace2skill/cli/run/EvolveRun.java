// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.analyst.rules.RulesAnalyst;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.cli.run.EvolveResult.Timings;
import io.trace2skill.merge.MergeStreams;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.skill.SkillDirectory;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
  private final Analyst analyst = new RulesAnalyst();
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
  }

  /**
   * Runs to the end.
   *
   * @throws StoppedException when asked to stop; everything is closed then
   * @throws RunFailedException when the broker or a topology fails
   */
  public EvolveResult run() throws RunFailedException, StoppedException, InterruptedException {
    listener.phase("starting");
    try (LocalCluster cluster = new LocalCluster(data);
        Topologies topologies = new Topologies(settings, cluster, data, analyst)) {
      while (!cluster.awaitReady(MOMENT)) {
        stop.check();
        listener.progress(0, 0, 0, 0, merges);
      }
      topologies.start();
      try (Producer<String, byte[]> producer = cluster.producer();
          TopicView view = new TopicView(cluster, settings.skill())) {
        return evolve(cluster, topologies, producer, view);
      }
    } catch (ExecutionException e) {
      throw new RunFailedException("the broker does not answer", e.getCause());
    }
  }

  private EvolveResult evolve(
      LocalCluster cluster,
      Topologies topologies,
      Producer<String, byte[]> producer,
      TopicView view)
      throws RunFailedException, StoppedException, InterruptedException, ExecutionException {
    KnownRecords known = data.isFresh() ? new KnownRecords() : KnownRecords.of(cluster);
    view.readToEnd();
    endedBefore = view.books().ended();
    Ingest ingest = new Ingest(settings, standardInput, cluster, producer, known, listener, stop);
    Progress progress = new Progress(topologies, view, ingest);
    Commands commands = new Commands(cluster, producer, settings.skill());
    double started = watch.seconds();
    if (settings.base().isPresent()) {
      commands.registerBase(settings.base().get());
      awaitBase(settings.base().get(), topologies, view, progress);
    }
    listener.phase("analysing");
    double begun = watch.seconds();
    FutureTask<Double> reading = read(ingest);
    while (!reading.isDone() || view.done() < ingest.inTopic()) {
      progress.step();
    }
    double readingEnded = ended(reading);
    while (!hasMergeRead(cluster, view)) {
      progress.step();
    }
    double analysed = watch.seconds();
    listener.phase("merging");
    String order = commands.closeWindow();
    while (!progress.settlement.isComplete(order)) {
      progress.step();
    }
    Optional<SettledWindow> last = progress.settlement.last();
    while (last.filter(window -> !isVisible(window, view)).isPresent()) {
      progress.step();
    }
    double merged = watch.seconds();
    Timings timings =
        new Timings(
            started,
            firstAnalysis,
            round(readingEnded - begun),
            round(analysed - begun),
            round(merged - analysed),
            merged);
    return new ResultMaker(ingest, view, known, progress.settlement)
        .make(last, analyst.fingerprint(), timings);
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
      throws RunFailedException, StoppedException {
    String order = "base-" + base.digest();
    while (!topologies.analystsKnow(settings.skill()) || !view.hasDigest(base.digest())) {
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

  /** An order to close goes another way than the events, and must not overtake them. */
  private static boolean hasMergeRead(LocalCluster cluster, TopicView view)
      throws ExecutionException, InterruptedException {
    var committed = cluster.committed(MergeStreams.APPLICATION_ID);
    return view.eventsSeen().entrySet().stream()
        .allMatch(
            seen ->
                committed.get(seen.getKey()) != null
                    && committed.get(seen.getKey()).offset() >= seen.getValue());
  }

  private static boolean isVisible(SettledWindow window, TopicView view) {
    return window.getVersion() == null || view.version(window.getVersion()).isPresent();
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

    Progress(Topologies topologies, TopicView view, Ingest ingest) {
      this.topologies = topologies;
      this.view = view;
      this.ingest = ingest;
      this.settlement = new Settlement(topologies.queries(), settings.skill());
    }

    void step() throws RunFailedException, StoppedException {
      view.poll();
      stop.check();
      topologies.requireAlive();
      Books books = view.books();
      if (firstAnalysis.isEmpty() && books.ended() > endedBefore) {
        firstAnalysis = OptionalDouble.of(watch.seconds());
      }
      List<Integer> current = settlement.merges();
      merges = current.isEmpty() ? merges : current;
      listener.progress(ingest.read(), books.accepted(), books.ended(), endedBefore, merges);
    }
  }
}
