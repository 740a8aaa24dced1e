// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.analyst.topology.AnalystStreams;
import io.trace2skill.cli.engine.Engine;
import io.trace2skill.merge.EvolutionQueries;
import io.trace2skill.merge.MergeConfig;
import io.trace2skill.merge.MergeStreams;
import io.trace2skill.merge.WindowPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.StreamsConfig;

/** The topologies in this process: the same that run as services. */
public final class Topologies implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(200);

  /**
   * The window is closed by order, after the last outcome. Giving an analysis up by the clock, say
   * because the process was away for long, would only make its outcome count as late.
   */
  private static final Duration UNTIL_ALL_HAVE_ENDED = Duration.ofDays(365);

  private final MergeStreams merge;
  private final Optional<AnalystStreams> analysts;
  private final Deployment deployment;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Prepares them; the broker need not run yet. */
  public Topologies(
      EvolveSettings settings, RunCluster cluster, Deployment deployment, Engine engine) {
    this.deployment = deployment;
    Map<String, Object> kafka = new HashMap<>(cluster.clientSettings());
    kafka.putAll(deployment.kafka());
    Map<String, Object> mergeKafka = new HashMap<>(kafka);
    mergeKafka.put(StreamsConfig.APPLICATION_ID_CONFIG, deployment.mergeId());
    WindowPolicy windows = WindowPolicy.untilCommand().withAnalysisTimeout(UNTIL_ALL_HAVE_ENDED);
    this.merge =
        new MergeStreams(
            MergeConfig.defaults(windows)
                .withFanIn(settings.fanIn())
                .withMinSupport(settings.minSupport())
                .withTick(TICK)
                .withCallTimeout(engine.patience()),
            cluster.topics(),
            cluster.registry(),
            engine.merger(),
            mergeKafka);
    this.analysts =
        deployment.analysing()
            ? Optional.of(analysts(settings, cluster, engine, kafka))
            : Optional.empty();
  }

  private AnalystStreams analysts(
      EvolveSettings settings, RunCluster cluster, Engine engine, Map<String, Object> kafka) {
    return new AnalystStreams(
        AnalystConfig.defaults()
            .withApplicationId(deployment.analystId())
            .withSignals(settings.signals())
            .withMaxInFlight(settings.inFlight())
            .withTimeout(engine.patience()),
        cluster.topics(),
        cluster.registry(),
        engine.analyst(),
        kafka);
  }

  /** Starts them and returns at once; the cluster must be ready. */
  public void start() {
    merge.start(cause -> failure.compareAndSet(null, cause));
    analysts.ifPresent(streams -> streams.start(cause -> failure.compareAndSet(null, cause)));
  }

  /**
   * Returns the version of the skill that analyses which start now are made against; 0 for none.
   * Where nothing is analysed, nobody waits for a version.
   */
  long analystsKnow(String skill) {
    return analysts.map(streams -> streams.version(skill).orElse(0)).orElse(Long.MAX_VALUE);
  }

  /** Returns the consumer group of the merge stream. */
  String mergeId() {
    return deployment.mergeId();
  }

  /** Returns whether trajectories are analysed here. */
  boolean isAnalysing() {
    return deployment.analysing();
  }

  EvolutionQueries queries() {
    return merge.queries();
  }

  /**
   * Returns when both work.
   *
   * @throws RunFailedException when one has shut itself down
   */
  void requireAlive() throws RunFailedException {
    if (failure.get() != null) {
      throw new RunFailedException("a topology failed", failure.get());
    }
  }

  /** Stops both at once, because each takes a moment to leave its group. */
  @Override
  public void close() {
    CompletableFuture<Void> closing = CompletableFuture.runAsync(merge::close);
    analysts.ifPresent(AnalystStreams::close);
    closing.join();
  }
}
