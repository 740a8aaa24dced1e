// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import io.trace2skill.async.AsyncStreamsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stage costs that has nothing to do, against a topology that only passes records on. All
 * subjects run side by side and are measured over the same seconds, so what disturbs one disturbs
 * the others.
 *
 * @param seconds of one measurement
 * @param rounds how many of them
 */
record Idle(int seconds, int rounds) implements Benchmark {

  private static final int WARM_UP = 2_000;
  private static final int BYTES = 10_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration CALM = Duration.ofSeconds(4);

  private record Measured(String subject, Subject process, Outputs outputs) {}

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String question() {
    return "processor time while nothing happens";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    String input = lab.filledTopic(WARM_UP, BYTES);
    List<Measured> subjects = new ArrayList<>();
    try {
      subjects.add(started(lab, "pass-through, settings of the stage", recommended(lab, input)));
      subjects.add(started(lab, "pass-through, poll.ms of 100", defaults(lab, input)));
      subjects.add(started(lab, "stage", stage(lab, input)));
      for (Measured subject : subjects) {
        subject.outputs().require(WARM_UP, LIMIT, subject.process());
      }
      subjects.get(0).outputs().await(WARM_UP + 1, CALM, subjects.get(0).process());
      for (int round = 1; round <= rounds; round++) {
        measure(subjects, report);
      }
    } finally {
      for (Measured subject : subjects) {
        subject.outputs().close();
        subject.process().close();
      }
    }
    report.chart(name(), "Processor time while idle, % of one core", "% of a core");
  }

  private void measure(List<Measured> subjects, Report report) throws Exception {
    List<Duration> before = subjects.stream().map(subject -> subject.process().cpu()).toList();
    Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    double yardstick = Double.NaN;
    for (int i = 0; i < subjects.size(); i++) {
      Duration cpu = subjects.get(i).process().cpu().minus(before.get(i));
      double share = cpu.toMillis() / (seconds * 10.0);
      yardstick = i == 0 ? share : yardstick;
      report.add(
          Row.of(name(), subjects.get(i).subject())
              .with("% of a core", share)
              .with("x pass-through", share / yardstick));
    }
  }

  private static Measured started(Lab lab, String subject, Settings settings) throws Exception {
    Outputs outputs = new Outputs(lab.bootstrapServers(), settings.text("output"));
    return new Measured(subject, lab.start(settings), outputs);
  }

  private static Settings stage(Lab lab, String input) throws Exception {
    return lab.between(Role.STAGE, input, lab.topic("output"));
  }

  private static Settings defaults(Lab lab, String input) throws Exception {
    return lab.between(Role.PLAIN, input, lab.topic("output"))
        .with("kafka.processing.guarantee", "exactly_once_v2");
  }

  private static Settings recommended(Lab lab, String input) throws Exception {
    Settings settings = lab.between(Role.PLAIN, input, lab.topic("output"));
    for (var setting : AsyncStreamsConfig.recommended().entrySet()) {
      settings = settings.with("kafka." + setting.getKey(), setting.getValue());
    }
    return settings;
  }
}
