// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the stage costs when calls take no time: its rate against that of a producer and a consumer
 * that move the same bytes through the same broker.
 *
 * @param warmUp records before the measured ones, in the same process
 * @param records measured
 * @param bytes of each
 * @param rounds how often everything is measured, one after the other
 */
record Throughput(int warmUp, int records, int bytes, int rounds) implements Benchmark {

  private static final Duration RAW_LIMIT = Duration.ofMinutes(3);
  private static final String BATCH_BYTES = Integer.toString(1 << 19);
  private static final String RATIO = "x raw";

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String question() {
    return "calls that take no time, records of " + bytes + " bytes, against raw clients";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    report.progress("filling the input");
    String input = lab.filledTopic(warmUp + records, bytes);
    for (int round = 1; round <= rounds; round++) {
      Row defaults = raw(lab, "raw, client defaults", Settings.empty());
      report.add(defaults.with(RATIO, 1.0));
      Row large =
          raw(lab, "raw, large batches", Settings.empty().with("kafka.batch.size", BATCH_BYTES));
      report.add(large.with(RATIO, large.number("rec/s") / defaults.number("rec/s")));
      double yardstick = Math.max(defaults.number("rec/s"), large.number("rec/s"));
      add(report, yardstick, stage(lab, input, "stage, exactly once", Settings.empty()));
      if (round == 1) {
        add(report, yardstick, variants(lab, input));
      }
    }
    report.chart(name(), "Records of " + bytes / 1_000 + " kB a second, calls of 0 ms", "rec/s");
  }

  private List<Row> variants(Lab lab, String input) throws Exception {
    Row atLeastOnce =
        stage(
                lab,
                input,
                "stage, at least once",
                Settings.empty().with("kafka.processing.guarantee", "at_least_once"))
            .get(0);
    return List.of(atLeastOnce, passThrough(lab, input));
  }

  private static void add(Report report, double yardstick, List<Row> rows) {
    rows.forEach(row -> report.add(row.with(RATIO, row.number("rec/s") / yardstick)));
  }

  private Row raw(Lab lab, String subject, Settings kafka) throws Exception {
    String topic = lab.topic("raw");
    Settings settings =
        kafka
            .with("role", Role.RAW.word())
            .with("kafka.bootstrap.servers", lab.bootstrapServers())
            .with("output", topic)
            .with("bytes", bytes)
            .with("warm.up", warmUp)
            .with("records", records)
            .with("broker.pid", lab.broker().handle().pid());
    try (Subject raw = lab.start(settings)) {
      Map<String, Double> figures = raw.figuresAtEnd(RAW_LIMIT);
      return Row.of(name(), subject)
          .withFigures(
              figures, "rec/s", "cpu us/rec", "broker us/rec", "heap live MB", "peak RSS MB");
    } finally {
      lab.delete(topic);
    }
  }

  private List<Row> stage(Lab lab, String input, String subject, Settings extra) throws Exception {
    return List.of(measure(lab, Role.STAGE, input, subject, extra));
  }

  /** What Kafka Streams itself costs: no state, no calls, the same results. */
  private Row passThrough(Lab lab, String input) throws Exception {
    Settings extra =
        Settings.empty()
            .with("kafka.processing.guarantee", "exactly_once_v2")
            .with("kafka.commit.interval.ms", 100);
    return measure(lab, Role.PLAIN, input, "Kafka Streams pass-through, exactly once", extra);
  }

  private Row measure(Lab lab, Role role, String input, String subject, Settings extra)
      throws Exception {
    String output = lab.topic("output");
    Settings settings = lab.between(role, input, output).withAll(extra);
    try (Subject process = lab.start(settings);
        Outputs outputs = new Outputs(lab.bootstrapServers(), output)) {
      SteadyRun run = SteadyRun.measure(process, lab.broker(), outputs, warmUp, records);
      Map<String, Double> figures = process.stop();
      return run.row(name(), subject)
          .withFigures(
              figures,
              "heap live MB",
              "peak RSS MB",
              "sent MB",
              "requests",
              "flush s",
              "txn commit s",
              "txn offsets s");
    } finally {
      lab.deleteInternalTopics(settings);
      lab.delete(output);
    }
  }
}
