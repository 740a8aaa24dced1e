// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** All that a process measures. Thread-safe. */
public final class Metrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  /** Begins with what every JVM can be asked. */
  public Metrics() {
    garbage.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Adds numbers that stay as long as the process. */
  public void register(List<Measure> measures) {
    measures.forEach(this::register);
  }

  /**
   * Adds what Kafka Streams and its clients measure, new ones as they come up, and further numbers;
   * whoever closes what is returned takes them away again.
   */
  public Binding bind(KafkaStreams streams, List<Measure> measures) {
    KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(streams);
    kafka.bindTo(registry);
    List<Meter> meters = measures.stream().map(this::register).toList();
    return () -> {
      kafka.close();
      meters.forEach(registry::remove);
    };
  }

  /** Returns all numbers in Prometheus' text format. */
  String scrape() {
    return registry.scrape();
  }

  private Meter register(Measure measure) {
    return measure.grows()
        ? FunctionCounter.builder(measure.name(), measure, m -> m.value().getAsDouble())
            .description(measure.description())
            .register(registry)
        : Gauge.builder(measure.name(), measure, m -> m.value().getAsDouble())
            .description(measure.description())
            .strongReference(true)
            .register(registry);
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }

  /** Numbers that are there until it is closed. */
  @FunctionalInterface
  public interface Binding extends AutoCloseable {
    @Override
    void close();
  }
}
