// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Running totals of one task among the metrics of its Kafka Streams instance, so that they are
 * found where Kafka's own are: {@code KafkaStreams.metrics()}, JMX, and whatever reads those. They
 * start from zero with the task and include transactions that were aborted. Stream thread only.
 */
public final class TaskTotals implements AutoCloseable {

  private final StreamsMetrics metrics;
  private final String group;
  private final Map<String, String> tags;
  private final Map<String, Sensor> sensors = new HashMap<>();

  /**
   * @param context of the processor whose totals these are
   * @param group name of the group of metrics, for example {@code trace2skill-analyst}
   */
  public TaskTotals(ProcessingContext context, String group) {
    this.metrics = context.metrics();
    this.group = group;
    this.tags =
        Map.of(
            "thread-id", Thread.currentThread().getName(), "task-id", context.taskId().toString());
  }

  /**
   * Adds to a total.
   *
   * @param name words with hyphens; the metric is called {@code name-total}
   * @param amount not negative
   */
  public void add(String name, long amount) {
    sensors.computeIfAbsent(name, this::sensor).record((double) amount);
  }

  private Sensor sensor(String name) {
    Sensor sensor =
        metrics.addSensor(String.join(".", group, tags.toString(), name), RecordingLevel.INFO);
    sensor.add(
        new MetricName(name + "-total", group, "total since the task started", tags),
        new CumulativeSum());
    return sensor;
  }

  /** Takes the totals out of the metrics. */
  @Override
  public void close() {
    sensors.values().forEach(metrics::removeSensor);
    sensors.clear();
  }
}
