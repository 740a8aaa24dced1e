// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Where a Kafka Streams instance spent its time and bytes, by the metrics of its clients. */
final class KafkaFigures {

  private KafkaFigures() {}

  /** Returns sums over all threads: seconds in flushes and commits, MB sent and received. */
  static Map<String, Double> of(Map<MetricName, ? extends Metric> metrics) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("flush s", sum(metrics, "producer-metrics", "flush-time-ns-total") / 1e9);
    figures.put("txn commit s", sum(metrics, "producer-metrics", "txn-commit-time-ns-total") / 1e9);
    figures.put(
        "txn offsets s", sum(metrics, "producer-metrics", "txn-send-offsets-time-ns-total") / 1e9);
    figures.put("sent MB", sum(metrics, "producer-metrics", "outgoing-byte-total") / 1e6);
    figures.put("requests", sum(metrics, "producer-metrics", "request-total"));
    figures.put("received MB", sum(metrics, "consumer-metrics", "incoming-byte-total") / 1e6);
    return figures;
  }

  private static double sum(Map<MetricName, ? extends Metric> metrics, String group, String name) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getKey().group().equals(group))
        .filter(entry -> entry.getKey().name().equals(name))
        .map(entry -> entry.getValue().metricValue())
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .sum();
  }
}
