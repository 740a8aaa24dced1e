// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Whether time, heap and changelog grow with the number of records.
 *
 * @param sizes how many records, in ascending order
 * @param settleSeconds how long to wait for the changelog's compaction after the largest
 */
record Growth(List<Integer> sizes, int settleSeconds) implements Benchmark {

  private static final int BYTES = 10_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int LOOK_EVERY = 2_000;

  Growth {
    sizes = List.copyOf(sizes);
  }

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String question() {
    return "does time, heap or changelog grow faster than the number of records?";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    double before = Double.NaN;
    for (int records : sizes) {
      Row row = measure(lab, records);
      double seconds = row.number("wall s");
      report.add(row.with("x time of a tenth", seconds / before));
      before = seconds;
    }
    report.chart(name(), "Live heap in MB after so many records of 10 kB", "heap live MB");
  }

  private Row measure(Lab lab, int records) throws Exception {
    String input = lab.filledTopic(records, BYTES);
    String output = lab.topic("output");
    Settings settings = lab.between(Role.STAGE, input, output).with("latency.ms", 20);
    String changelog = settings.text("kafka." + StreamsConfig.APPLICATION_ID_CONFIG) + "-";
    try (Subject stage = lab.start(settings);
        Outputs outputs = new Outputs(lab.bootstrapServers(), output)) {
      outputs.require(1, LIMIT, stage);
      long startNanos = System.nanoTime();
      long largest = 0;
      for (int next = LOOK_EVERY; next < records; next += LOOK_EVERY) {
        outputs.require(next, LIMIT, stage);
        largest = Math.max(largest, lab.logBytes(changelog));
      }
      outputs.require(records, LIMIT, stage);
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      long atEnd = lab.logBytes(changelog);
      long outputBytes = lab.logBytes(output);
      Row row =
          Row.of(name(), "stage, " + records + " records")
              .with("wall s", seconds)
              .with("rec/s", records / seconds)
              .with("duplicates", outputs.duplicates())
              .with("output kB/rec", outputBytes / 1e3 / records)
              .with("changelog most MB", Math.max(largest, atEnd) / 1e6)
              .with("changelog end MB", atEnd / 1e6);
      if (records == sizes.get(sizes.size() - 1)) {
        outputs.await(records + 1, Duration.ofSeconds(settleSeconds), stage);
        row = row.with("changelog settled MB", lab.logBytes(changelog) / 1e6);
      }
      Map<String, Double> figures = stage.stop();
      return row.withFigures(figures, "heap live MB", "peak RSS MB")
          .with("sent kB/rec", figures.getOrDefault("sent MB", Double.NaN) * 1e3 / records);
    } finally {
      lab.deleteInternalTopics(settings);
      lab.delete(input, output);
    }
  }
}
