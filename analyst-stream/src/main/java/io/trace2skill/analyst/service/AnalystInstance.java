// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.service;

import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.analyst.topology.AnalystStreams;
import io.trace2skill.service.ServiceContext;
import io.trace2skill.service.StreamsInstance;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.http.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;

/** The analyst stream with what thinks for it. */
final class AnalystInstance implements StreamsInstance {

  private final AnalystEngine engine;
  private final AnalystStreams streams;
  private final List<Measure> measures;

  private AnalystInstance(AnalystEngine engine, AnalystStreams streams) {
    this.engine = engine;
    this.streams = streams;
    this.measures = new ArrayList<>(AnalystMeasures.of(streams));
    measures.addAll(engine.measures());
  }

  static AnalystInstance open(ServiceContext context) {
    AnalystEngine engine = AnalystEngine.open(context);
    return new AnalystInstance(
        engine,
        new AnalystStreams(
            config(context.configuration(), engine),
            context.topics(),
            context.registry(),
            engine.analyst(),
            context.kafka()));
  }

  private static AnalystConfig config(Configuration configuration, AnalystEngine engine) {
    AnalystConfig defaults =
        AnalystConfig.defaults().withMaxInFlight(configuration.get(AnalystKeys.IN_FLIGHT));
    return new AnalystConfig(
        defaults.applicationId(),
        configuration.get(AnalystKeys.SIGNALS),
        defaults.maxInFlight(),
        defaults.maxPendingPerTask(),
        engine.patience(),
        configuration.get(AnalystKeys.MAX_ATTEMPTS),
        configuration.get(AnalystKeys.DEDUP_RETENTION),
        defaults.streamThreads());
  }

  @Override
  public void start(Consumer<Throwable> onFailure) {
    streams.start(onFailure);
  }

  @Override
  public KafkaStreams kafkaStreams() {
    return streams.kafkaStreams();
  }

  @Override
  public List<String> missing() {
    return engine.missing();
  }

  @Override
  public List<Measure> measures() {
    return List.copyOf(measures);
  }

  /** The streams end first, because they cancel their calls themselves. */
  @Override
  public void close() {
    streams.close();
    engine.close();
  }
}
