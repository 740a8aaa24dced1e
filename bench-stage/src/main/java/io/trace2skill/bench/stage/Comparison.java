// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.time.Duration;

/**
 * The stage against what one would pick instead, all with the same partitions: a blocking {@code
 * mapValues} of Kafka Streams with a thread for each partition, and Confluent's parallel consumer
 * with a thread for each call.
 *
 * @param inFlight calls at once
 * @param records of the stage and of the parallel consumer
 * @param latencyMs of a call
 * @param longCallsSeconds how long calls are tried that outlast a transaction; 0 for not at all
 */
record Comparison(int inFlight, int records, int latencyMs, int longCallsSeconds)
    implements Benchmark {

  private static final int BYTES = 10_000;
  private static final Duration BLOCKING_TIME = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Longer than the ten seconds that a transaction of Kafka Streams may take by default. */
  private static final int LONG_CALL_MS = 12_000;

  @Override
  public String name() {
    return "comparison";
  }

  @Override
  public String question() {
    return inFlight + " calls of " + latencyMs + " ms at once, against other ways to make them";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    String input = lab.filledTopic(inFlight + records, BYTES);
    double stage = add(lab, report, "stage, exactly once", between(lab, Role.STAGE, input), 1);
    add(
        lab,
        report,
        "parallel consumer, transactions",
        between(lab, Role.PARALLEL, input).with("transactions", true),
        stage);
    add(lab, report, "parallel consumer, at least once", between(lab, Role.PARALLEL, input), stage);
    report.add(blocking(lab, input, stage));
    if (longCallsSeconds > 0) {
      longCalls(lab, report, input);
    }
    report.chart(
        name(),
        "Results a second, " + inFlight + " calls at once of " + latencyMs + " ms",
        "rec/s");
  }

  /** Measures, reports and returns the rate; a subject that fails is a result too. */
  private double add(Lab lab, Report report, String subject, Settings settings, double stage)
      throws Exception {
    String output = settings.text("output");
    try (Subject process = lab.start(settings);
        Outputs outputs = new Outputs(lab.bootstrapServers(), output)) {
      SteadyRun run = SteadyRun.measure(process, lab.broker(), outputs, inFlight, records);
      double ratio = stage == 1 ? 1 : run.perSecond() / stage;
      double ideal = Ideal.seconds(run.records(), latencyMs, inFlight);
      report.add(
          run.row(name(), subject)
              .with("of ideal", ideal / run.seconds())
              .with("x stage", ratio)
              .withFigures(process.stop(), "heap live MB", "peak RSS MB")
              .with("visible p50 ms", outputs.untilVisible().percentile(0.5)));
      return run.perSecond();
    } catch (IOException failed) {
      report.add(Row.of(name(), subject).with("failed", firstLine(failed)));
      return Double.NaN;
    }
  }

  /** As many calls at once as there are partitions, so few records in a while say enough. */
  private Row blocking(Lab lab, String input, double stage) throws Exception {
    Settings settings = blockingBetween(lab, input, latencyMs);
    try (Subject process = lab.start(settings);
        Outputs outputs = new Outputs(lab.bootstrapServers(), settings.text("output"))) {
      outputs.require(Lab.PARTITIONS, LIMIT, process);
      int from = outputs.count();
      long startNanos = System.nanoTime();
      outputs.await(inFlight + records, BLOCKING_TIME, process);
      double rate = (outputs.count() - from) / ((System.nanoTime() - startNanos) / 1e9);
      return Row.of(name(), "blocking mapValues, exactly once")
          .with("rec/s", rate)
          .with("duplicates", outputs.duplicates())
          .with("x stage", rate / stage)
          .withFigures(process.stop(), "heap live MB", "peak RSS MB")
          .with("visible p50 ms", outputs.untilVisible().percentile(0.5));
    }
  }

  /** What becomes of calls that are longer than a transaction may take. */
  private void longCalls(Lab lab, Report report, String input) throws Exception {
    report.add(longCalls(lab, "blocking mapValues", blockingBetween(lab, input, LONG_CALL_MS)));
    Settings stage = between(lab, Role.STAGE, input).with("latency.ms", LONG_CALL_MS);
    report.add(longCalls(lab, "stage", stage));
  }

  private Row longCalls(Lab lab, String subject, Settings settings) throws Exception {
    try (Subject process = lab.start(settings);
        Outputs outputs = new Outputs(lab.bootstrapServers(), settings.text("output"))) {
      outputs.await(inFlight + records, Duration.ofSeconds(longCallsSeconds), process);
      return Row.of(name(), subject + ", calls of " + LONG_CALL_MS / 1_000 + " s")
          .with("results in " + longCallsSeconds + " s", outputs.count())
          .with("duplicates", outputs.duplicates())
          .with("threads that died", process.logged("a stream thread died"));
    }
  }

  private Settings blockingBetween(Lab lab, String input, int callMs) throws Exception {
    return between(lab, Role.PLAIN, input)
        .with("latency.ms", callMs)
        .with("kafka.processing.guarantee", "exactly_once_v2")
        .with("kafka.num.stream.threads", Lab.PARTITIONS);
  }

  private Settings between(Lab lab, Role role, String input) throws Exception {
    return lab.between(role, input, lab.topic("output"))
        .with("latency.ms", latencyMs)
        .with("in.flight", inFlight)
        .with("pending", Math.max(64, 2 * inFlight / Lab.PARTITIONS));
  }

  private static String firstLine(IOException failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }
}
