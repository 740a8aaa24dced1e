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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Both topologies in this process: the same that run as services. */
final class Topologies implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(200);

  private final MergeStreams merge;
  private final AnalystStreams analysts;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Prepares both; the broker need not run yet. */
  Topologies(EvolveSettings settings, LocalCluster cluster, DataDirectory data, Engine engine) {
    Map<String, Object> kafka = new HashMap<>(cluster.clientSettings());
    kafka.put(StreamsConfig.STATE_DIR_CONFIG, data.streams().toString());
    // Everything is near: waiting long for each other only makes the start longer.
    kafka.put(StreamsConfig.POLL_MS_CONFIG, 50);
    kafka.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100);
    // A member that comes back after a kill takes its own place, instead of waiting for the dead.
    kafka.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), "embedded");
    WindowPolicy windows = WindowPolicy.untilCommand().withAnalysisTimeout(engine.patience());
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
            kafka);
    this.analysts =
        new AnalystStreams(
            AnalystConfig.defaults()
                .withSignals(settings.signals())
                .withMaxInFlight(settings.inFlight())
                .withTimeout(engine.patience()),
            cluster.topics(),
            cluster.registry(),
            engine.analyst(),
            kafka);
  }

  void start() {
    merge.start(cause -> failure.compareAndSet(null, cause));
    analysts.start(cause -> failure.compareAndSet(null, cause));
  }

  /**
   * Returns the version of the skill that analyses which start now are made against; 0 for none.
   */
  long analystsKnow(String skill) {
    return analysts.version(skill).orElse(0);
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
    analysts.close();
    closing.join();
  }
}
