// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.time.Duration;
import java.util.Map;

/**
 * The delay that remains after a call has ended: until its completion is handled, and until its
 * result is readable. Few records at a time, so nothing else keeps the thread awake.
 *
 * @param seconds how long records come in
 */
record WakeUp(int seconds) implements Benchmark {

  private static final int BYTES = 10_000;
  private static final int EVERY_MS = 73;
  private static final int LATENCY_MS = 150;
  private static final int WARM_UP = 300;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "wake-up";
  }

  @Override
  public String question() {
    return "from the end of a call to its handler and to its readable result";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    report.add(measure(lab, "stage, woken", Settings.empty()));
    report.add(
        measure(
            lab,
            "stage, woken, commit.interval.ms=20",
            Settings.empty().with("kafka.commit.interval.ms", 20)));
    report.add(
        measure(
            lab, "the same without waking, poll.ms=100", Settings.empty().with("polling", true)));
    report.chart(name(), "From the end of a call to its handler, median ms", "handled p50 ms");
  }

  private Row measure(Lab lab, String subject, Settings extra) throws Exception {
    String input = lab.filledTopic(WARM_UP, BYTES);
    String output = lab.topic("output");
    Settings settings =
        lab.between(Role.STAGE, input, output)
            .with("latency.ms", LATENCY_MS)
            .with("warm.up", WARM_UP)
            .withAll(extra);
    try (Subject stage = lab.start(settings);
        Outputs outputs = new Outputs(lab.bootstrapServers(), output);
        Feed feed = lab.feed(input, BYTES)) {
      outputs.require(WARM_UP, LIMIT, stage);
      outputs.forgetDelays();
      int records = seconds * 1_000 / EVERY_MS;
      for (int i = WARM_UP; i < WARM_UP + records; i++) {
        feed.send(i);
        outputs.await(Integer.MAX_VALUE, Duration.ofMillis(EVERY_MS), stage);
      }
      outputs.require(WARM_UP + records, LIMIT, stage);
      Samples visible = outputs.untilVisible();
      Map<String, Double> figures = stage.stop();
      return Row.of(name(), subject)
          .with("results", visible.size())
          .withFigures(figures, "handled p50 ms", "handled p99 ms")
          .with("visible p50 ms", visible.percentile(0.5))
          .with("visible p99 ms", visible.percentile(0.99))
          .with("duplicates", outputs.duplicates());
    }
  }
}
