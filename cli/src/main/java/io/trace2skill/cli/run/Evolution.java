// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.cli.engine.Engine;
import io.trace2skill.cli.run.EvolveResult.Timings;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.skill.SkillDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * One skill that evolves: the topologies, what the topics tell, and the orders in between. The
 * topologies must have been started and the cluster be ready. One thread only.
 */
public final class Evolution implements AutoCloseable {

  private final EvolveSettings settings;
  private final Topologies topologies;
  private final Engine engine;
  private final Source source;
  private final Stopwatch watch;
  private final Producer<String, byte[]> producer;
  private final TopicView view;
  private final Settlement settlement;
  private final Progress progress;
  private final Commands commands;
  private final Rounds rounds;
  private OptionalLong before;
  private double started;

  /**
   * Takes in what is committed already.
   *
   * @param source fills the topics
   * @param heard told of each event of the skill
   */
  public Evolution(
      EvolveSettings settings,
      RunCluster cluster,
      Topologies topologies,
      Engine engine,
      Source source,
      Consumer<AnalysisEvent> heard,
      RunListener listener,
      StopSignal stop,
      Stopwatch watch) {
    this.settings = settings;
    this.topologies = topologies;
    this.engine = engine;
    this.source = source;
    this.watch = watch;
    this.view = new TopicView(cluster, settings.skill(), heard);
    view.readToEnd();
    this.producer = cluster.producer(Map.of());
    this.settlement = new Settlement(topologies.queries(), settings.skill());
    this.progress =
        new Progress(
            listener,
            stop,
            watch,
            topologies,
            view,
            source,
            settlement,
            new EngineWatch(engine, listener, watch));
    this.commands = new Commands(cluster, producer, settings.skill());
    this.rounds =
        new Rounds(
            settings, listener, watch, cluster, topologies, view, progress, settlement, commands);
    this.before = view.latestVersion();
  }

  /**
   * Registers the base, when the settings name one, and waits for it: analyses cite the base that
   * they were made against, so none may begin before it is there.
   */
  public void begin()
      throws RunFailedException,
          StoppedException,
          BudgetUsedUpException,
          InterruptedException,
          ExecutionException {
    started = watch.seconds();
    if (settings.base().isPresent()) {
      commands.registerBase(settings.base().get());
      awaitBase(settings.base().get());
    }
    before = view.latestVersion();
  }

  private void awaitBase(SkillDirectory base)
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

  /** Takes in what happened, tells of it, and ends the run when it has to end. */
  public void step() throws RunFailedException, StoppedException, BudgetUsedUpException {
    progress.step();
  }

  /**
   * Learns once: waits for all outcomes, closes the window and waits for what comes of it.
   *
   * @param isRead whether all that is let through now is in its topic
   */
  public void learn(BooleanSupplier isRead)
      throws RunFailedException,
          StoppedException,
          BudgetUsedUpException,
          InterruptedException,
          ExecutionException {
    rounds.learn(isRead, source);
  }

  /** Returns how far the evidence is merged. */
  public Evidence evidence() {
    return Evidence.of(topologies.queries(), settings.skill());
  }

  /**
   * Returns what this run came to.
   *
   * @param lessons what goes into a bank
   * @param reading seconds that reading took
   */
  EvolveResult result(Lessons lessons, double reading) {
    return result(lessons, before, reading);
  }

  /**
   * Returns what the evolution came to since its base, over all runs.
   *
   * @param reading seconds that reading took
   */
  public EvolveResult result(double reading) {
    OptionalLong base = settings.base().isPresent() ? OptionalLong.of(1) : OptionalLong.empty();
    return result(new Lessons(), base, reading);
  }

  private EvolveResult result(Lessons lessons, OptionalLong since, double reading) {
    Timings timings =
        new Timings(
            started,
            progress.firstAnalysis(),
            round(reading),
            round(rounds.analysing()),
            round(rounds.merging()),
            watch.seconds());
    return new ResultMaker(source, view, settlement)
        .make(
            rounds.last(),
            since,
            lessons.found(),
            topologies.isAnalysing() ? engine.analyst().fingerprint() : "",
            engine.merger().fingerprint(),
            timings);
  }

  private static double round(double seconds) {
    return Math.round(seconds * 1e3) / 1e3;
  }

  @Override
  public void close() {
    view.close();
    producer.close();
  }
}
