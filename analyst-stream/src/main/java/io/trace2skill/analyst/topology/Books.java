// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.async.TaskTotals;
import io.trace2skill.llm.Usage;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Keeps the books of one task: in the counts of the instance, and as totals among its metrics,
 * where accepted = patched + no-lesson + failed + pending. Stream thread only.
 */
final class Books implements AutoCloseable {

  private final Counters counters;
  private final TaskTotals totals;

  Books(Counters counters, ProcessingContext context) {
    this.counters = counters;
    this.totals = new TaskTotals(context, "trace2skill-analyst");
  }

  void accepted() {
    count("accepted", counters.accepted);
  }

  void duplicate() {
    count("duplicates", counters.duplicates);
  }

  void undecodable() {
    count("undecodable", counters.undecodable);
  }

  void patched(Usage usage) {
    count("patched", counters.patched);
    spent(usage);
  }

  void noLesson(Usage usage) {
    count("no-lesson", counters.noLesson);
    spent(usage);
  }

  void failed(Usage usage) {
    count("failed", counters.failed);
    spent(usage);
  }

  private void count(String name, LongAdder counter) {
    counter.increment();
    totals.add(name, 1);
  }

  private void spent(Usage usage) {
    usage.forEach((name, amount) -> totals.add("model-" + name, amount));
  }

  @Override
  public void close() {
    totals.close();
  }
}
