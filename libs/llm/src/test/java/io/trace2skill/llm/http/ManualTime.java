// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that stands still until the test moves it. */
final class ManualTime implements Timekeeper {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Work> planned = new ArrayList<>();
  private long nanos;

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public synchronized Runnable after(Duration wait, Runnable run) {
    Work work = new Work(nanos + wait.toNanos(), run);
    planned.add(work);
    return () -> forget(work);
  }

  private synchronized void forget(Work work) {
    planned.remove(work);
  }

  /** Lets time pass; what was planned happens at its moment. */
  void pass(Duration duration) {
    long end = nanos() + duration.toNanos();
    for (Optional<Work> next = next(end); next.isPresent(); next = next(end)) {
      next.get().run.run();
    }
    moveTo(end);
  }

  private synchronized Optional<Work> next(long end) {
    Optional<Work> first =
        planned.stream().filter(w -> w.at <= end).min(Comparator.comparingLong(w -> w.at));
    first.ifPresent(
        work -> {
          planned.remove(work);
          nanos = Math.max(nanos, work.at);
        });
    return first;
  }

  private synchronized void moveTo(long end) {
    nanos = end;
  }

  synchronized int planned() {
    return planned.size();
  }

  @Override
  public synchronized void close() {
    planned.clear();
  }

  private static final class Work {
    private final long at;
    private final Runnable run;

    Work(long at, Runnable run) {
      this.at = at;
      this.run = run;
    }
  }
}
