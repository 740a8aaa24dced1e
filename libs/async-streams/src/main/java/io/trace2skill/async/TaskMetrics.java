// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Percentile;
import org.apache.kafka.common.metrics.stats.Percentiles;
import org.apache.kafka.common.metrics.stats.Percentiles.BucketSizing;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * A stage's metrics of one task, among those of its Kafka Streams instance. Gauges are looked up
 * when somebody reads them, histograms get their memory with the first call: a task without calls
 * costs nothing. Stream thread only; read from any.
 */
final class TaskMetrics implements AutoCloseable {

  static final String GROUP = "async-stage";

  /**
   * Some 2,500 buckets whose width grows from 1 ms, up to an hour; what is longer counts as that.
   */
  private static final int HISTOGRAM_BYTES = 10_000;

  private static final double HISTOGRAM_MAX_MS = 3_600_000;

  private final StreamsMetrics metrics;
  private final Map<String, String> tags;
  private final List<Sensor> sensors = new ArrayList<>();
  private final Sensor queueWait;
  private final Sensor callLatency;
  private final Sensor retries;
  private final Sensor reExecutions;
  private final Sensor succeeded;
  private final Sensor failed;

  TaskMetrics(ProcessingContext context, String stage, CallTable<?, ?> table, Breaker breaker) {
    this.metrics = context.metrics();
    this.tags =
        Map.of(
            "thread-id", Thread.currentThread().getName(),
            "task-id", context.taskId().toString(),
            "stage", stage);
    gauge("pending", "requests without completion", now -> table.size());
    gauge("in-flight", "calls that run", now -> table.inFlight());
    gauge(
        "oldest-pending-age-ms",
        "age of the oldest request without completion",
        now -> Math.max(0, now - Math.min(now, table.oldestAcceptedAtMs())));
    gauge(
        "breaker-state",
        "0 calls start, 1 one call probes, 2 no call starts",
        now -> code(breaker.state()));
    queueWait = histogram("queue-wait-ms", "from acceptance to the first start of the call");
    callLatency = histogram("call-latency-ms", "from start to end of an attempt, failed or not");
    retries = total("retries", "failed attempts that were repeated");
    reExecutions = total("re-executions", "requests found in the store when the task started");
    succeeded = total("succeeded", "requests that ended with a result");
    failed = total("failed", "requests that failed for good");
  }

  void waited(long milliseconds) {
    queueWait.record((double) Math.max(0, milliseconds));
  }

  void ended(long milliseconds) {
    callLatency.record((double) Math.max(0, milliseconds));
  }

  void retried() {
    retries.record();
  }

  void reExecuted(int requests) {
    reExecutions.record((double) requests);
  }

  void succeeded() {
    succeeded.record();
  }

  void failed() {
    failed.record();
  }

  /** Takes them out of the metrics. */
  @Override
  public void close() {
    sensors.forEach(metrics::removeSensor);
    sensors.clear();
  }

  private void gauge(String name, String description, LongUnaryOperator value) {
    sensor(name).add(metric(name, description), new Gauge(value));
  }

  private Sensor total(String name, String description) {
    Sensor sensor = sensor(name);
    sensor.add(metric(name + "-total", description), new CumulativeSum());
    return sensor;
  }

  private Sensor histogram(String name, String description) {
    Sensor sensor = sensor(name);
    sensor.add(metric(name + "-avg", "average " + description), new Avg());
    sensor.add(metric(name + "-max", "longest " + description), new Max());
    sensor.add(
        new Percentiles(
            HISTOGRAM_BYTES,
            HISTOGRAM_MAX_MS,
            BucketSizing.LINEAR,
            percentile(name, description, 50),
            percentile(name, description, 95),
            percentile(name, description, 99)));
    return sensor;
  }

  private Percentile percentile(String name, String description, int percent) {
    return new Percentile(
        metric(name + "-p" + percent, percent + " % are shorter: " + description), percent);
  }

  private static int code(BreakerState state) {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  private MetricName metric(String name, String description) {
    return new MetricName(name, GROUP, description, tags);
  }

  private Sensor sensor(String name) {
    Sensor sensor =
        metrics.addSensor(String.join(".", GROUP, tags.toString(), name), RecordingLevel.INFO);
    sensors.add(sensor);
    return sensor;
  }

  /** A value that is looked up, not recorded; the operator gets the time of the look. */
  private record Gauge(LongUnaryOperator value) implements MeasurableStat {

    @Override
    public void record(MetricConfig config, double recorded, long timeMs) {}

    @Override
    public double measure(MetricConfig config, long nowMs) {
      return (double) value.applyAsLong(nowMs);
    }
  }
}
