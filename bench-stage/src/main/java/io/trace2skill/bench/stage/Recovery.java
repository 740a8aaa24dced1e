// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.StreamsConfig;

/**
 * From the start of a process after a kill to its first result and to its last, by the number of
 * requests that were pending. Records come in until the kill, so a transaction is open then.
 *
 * @param pending how many requests of 50 kB are in the store
 */
record Recovery(List<Integer> pending) implements Benchmark {

  private static final int BYTES = 50_000;
  private static final int FOREVER_MS = 3_000_000;
  private static final Duration TRICKLE_FOR = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int LOOK_EVERY_MS = 50;

  Recovery {
    pending = List.copyOf(pending);
  }

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public String question() {
    return "kill -9 and a new start, by the size of the store";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    for (int size : pending) {
      report.add(measure(lab, size, true));
      report.add(measure(lab, size, false));
    }
    report.chart(name(), "Seconds from the start after a kill to the first result", "first s");
  }

  private Row measure(Lab lab, int size, boolean sameDirectory) throws Exception {
    String input = lab.filledTopic(size, BYTES);
    String output = lab.topic("output");
    Settings settings =
        lab.between(Role.STAGE, input, output)
            .with("pending", size + 1_000)
            .with("kafka.consumer.group.instance.id", "one");
    int records = size + killed(lab, settings.with("latency.ms", FOREVER_MS), size);
    Settings again = sameDirectory ? settings : onAnotherHost(lab, settings);
    long startNanos = System.nanoTime();
    try (Subject stage = lab.start(again);
        Outputs outputs = new Outputs(lab.bootstrapServers(), output)) {
      outputs.require(1, LIMIT, stage);
      double first = (System.nanoTime() - startNanos) / 1e9;
      outputs.require(records, LIMIT, stage);
      double last = (System.nanoTime() - startNanos) / 1e9;
      String state = sameDirectory ? "same state" : "empty state";
      return Row.of(name(), "stage, " + size + " pending, " + state)
          .with("first s", first)
          .with("all s", last)
          .with("duplicates", outputs.duplicates());
    } finally {
      lab.deleteInternalTopics(settings);
      lab.delete(input, output);
    }
  }

  private static Settings onAnotherHost(Lab lab, Settings settings) {
    Path elsewhere = lab.newDirectory("elsewhere");
    return settings.with("kafka." + StreamsConfig.STATE_DIR_CONFIG, elsewhere);
  }

  /** Fills the store, kills the process amid more records and returns how many more they were. */
  private static int killed(Lab lab, Settings settings, int size) throws Exception {
    try (Subject stage = lab.start(settings)) {
      awaitCommitted(lab, stage, settings, size);
      return killAmidRecords(lab, stage, settings.text("input"), size);
    }
  }

  private static void awaitCommitted(Lab lab, Subject stage, Settings settings, int size)
      throws Exception {
    String application = settings.text("kafka." + StreamsConfig.APPLICATION_ID_CONFIG);
    long untilNanos = System.nanoTime() + LIMIT.toNanos();
    while (lab.committed(application) < size) {
      stage.checkAlive();
      if (System.nanoTime() > untilNanos) {
        throw new IOException("the store did not fill within " + LIMIT.toSeconds() + " s");
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private static int killAmidRecords(Lab lab, Subject stage, String input, int size)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    int[] sent = {0};
    Thread trickle =
        new Thread(
            () -> {
              try (Feed feed = lab.feed(input, BYTES)) {
                while (!over.get()) {
                  feed.send(size + sent[0]++);
                  PlainStreamsWorkload.sleep(2);
                }
              }
            });
    trickle.start();
    Thread.sleep(TRICKLE_FOR.toMillis());
    stage.kill();
    over.set(true);
    trickle.join();
    return sent[0];
  }
}
