// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.service;

import static io.trace2skill.service.http.Measure.counter;
import static io.trace2skill.service.http.Measure.gauge;

import io.trace2skill.merge.MergeConfig;
import io.trace2skill.merge.MergeStreams;
import io.trace2skill.merge.WindowPolicy;
import io.trace2skill.service.ServiceContext;
import io.trace2skill.service.StreamsInstance;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.http.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;

/** The merge stream with what thinks for it. */
final class MergeInstance implements StreamsInstance {

  private final MergeThinking thinking;
  private final MergeStreams streams;
  private final List<Measure> measures;

  private MergeInstance(MergeThinking thinking, MergeStreams streams) {
    this.thinking = thinking;
    this.streams = streams;
    this.measures = new ArrayList<>(measures(streams));
    measures.addAll(thinking.measures());
  }

  static MergeInstance open(ServiceContext context) {
    MergeThinking thinking = MergeThinking.open(context);
    return new MergeInstance(
        thinking,
        new MergeStreams(
            config(context.configuration(), thinking),
            context.topics(),
            context.registry(),
            thinking.engine(),
            context.kafka()));
  }

  private static MergeConfig config(Configuration configuration, MergeThinking thinking) {
    WindowPolicy windows =
        new WindowPolicy(
            configuration.get(MergeKeys.SIZE),
            configuration.get(MergeKeys.GRACE),
            configuration.get(MergeKeys.IDLE),
            configuration.get(MergeKeys.MAX_PATCHES),
            configuration.get(MergeKeys.MIN_EVIDENCE),
            configuration.get(MergeKeys.ANALYSIS_TIMEOUT));
    MergeConfig defaults = MergeConfig.defaults(windows);
    return new MergeConfig(
        windows,
        configuration.get(MergeKeys.FAN_IN),
        configuration.get(MergeKeys.MIN_SUPPORT),
        configuration.get(MergeKeys.IN_FLIGHT),
        defaults.tick(),
        thinking.patience().orElse(defaults.callTimeout()));
  }

  private static List<Measure> measures(MergeStreams streams) {
    return List.of(
        gauge(
            "trace2skill.merge.in.flight", () -> streams.stage().inFlight(), "Merges that run now"),
        gauge(
            "trace2skill.merge.pending",
            () -> streams.stage().pending(),
            "Merges without result, those in flight included"),
        counter(
            "trace2skill.merge.succeeded",
            () -> streams.stage().succeeded(),
            "Merges that ended with a result"),
        counter(
            "trace2skill.merge.failed",
            () -> streams.stage().failed(),
            "Merges that failed and were done by rules"),
        counter(
            "trace2skill.merge.retries",
            () -> streams.stage().retries(),
            "Attempts that failed and were repeated"));
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
    return thinking.missing();
  }

  @Override
  public List<Measure> measures() {
    return List.copyOf(measures);
  }

  /** The streams end first, because they cancel their merges themselves. */
  @Override
  public void close() {
    streams.close();
    thinking.close();
  }
}
