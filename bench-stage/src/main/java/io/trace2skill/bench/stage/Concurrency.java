// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.List;
import java.util.Map;

/**
 * How close the stage comes to the ideal of so many calls at once that nothing else takes time.
 *
 * @param cases what is run, one after the other
 */
record Concurrency(List<Case> cases) implements Benchmark {

  /**
   * Calls of one kind.
   *
   * @param latencyMs of each
   * @param inFlight how many at once
   * @param rounds how many times as many records as calls in flight
   * @param bytes of each record
   */
  record Case(int latencyMs, int inFlight, int rounds, int bytes) {

    String subject() {
      return inFlight + " in flight at " + latencyMs + " ms, " + bytes / 1_000 + " kB";
    }

    int records() {
      return inFlight * rounds;
    }
  }

  static final List<Case> STANDARD =
      List.of(
          new Case(200, 128, 40, 50_000),
          new Case(200, 256, 32, 50_000),
          new Case(200, 512, 32, 20_000),
          new Case(200, 2_000, 20, 2_000),
          new Case(2_000, 128, 6, 50_000),
          new Case(2_000, 512, 6, 50_000),
          new Case(2_000, 2_000, 6, 50_000));

  static final List<Case> QUICK = List.of(new Case(100, 64, 10, 10_000));

  private static final int WARM_UP_ROUNDS = 2;

  Concurrency {
    cases = List.copyOf(cases);
  }

  @Override
  public String name() {
    return "concurrency";
  }

  @Override
  public String question() {
    return "achieved concurrency and wall time against the ideal";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    for (Case what : cases) {
      report.add(measure(lab, what));
    }
    report.chart(name(), "Share of the ideal throughput", "of ideal");
  }

  private Row measure(Lab lab, Case what) throws Exception {
    int warmUp = WARM_UP_ROUNDS * what.inFlight();
    String input = lab.filledTopic(warmUp + what.records(), what.bytes());
    String output = lab.topic("output");
    Settings settings =
        lab.between(Role.STAGE, input, output)
            .with("latency.ms", what.latencyMs())
            .with("in.flight", what.inFlight())
            .with("pending", pendingPerTask(what.inFlight()))
            .with("warm.up", warmUp);
    try (Subject stage = lab.start(settings);
        Outputs outputs = new Outputs(lab.bootstrapServers(), output)) {
      SteadyRun run = SteadyRun.measure(stage, lab.broker(), outputs, warmUp, what.records());
      Map<String, Double> figures = stage.stop();
      double ideal = Ideal.seconds(run.records(), what.latencyMs(), what.inFlight());
      return Row.of(name(), "stage, " + what.subject())
          .with("records", run.records())
          .with("wall s", run.seconds())
          .with("ideal s", ideal)
          .with("of ideal", ideal / run.seconds())
          .with("mean in flight", run.perSecond() * what.latencyMs() / 1e3)
          .withFigures(figures, "peak in flight")
          .with("cpu us/rec", run.cpuMicros())
          .with("broker us/rec", run.brokerCpuMicros())
          .with("duplicates", run.duplicates())
          .withFigures(figures, "heap live MB", "peak RSS MB", "handled p50 ms", "handled p99 ms");
    } finally {
      lab.deleteInternalTopics(settings);
      lab.delete(input, output);
    }
  }

  /** Twice a task's share of the calls, so that none waits for its input. */
  private static int pendingPerTask(int inFlight) {
    return Math.max(64, 2 * inFlight / Lab.PARTITIONS);
  }
}
