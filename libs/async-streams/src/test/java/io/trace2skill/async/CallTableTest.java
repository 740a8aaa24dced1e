// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.async.Breaker.Admission;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CallTableTest {

  private final CallTable<String, String> table = new CallTable<>();

  @Test
  void startsTheOldestRequestFirstAlsoWhenItIsARetry() {
    PendingCall first = accept(0);
    PendingCall second = accept(0);
    assertThat(table.firstReady()).isSameAs(first);
    Attempt<String, String> attempt = start(first, 100);
    assertThat(table.firstReady()).isSameAs(second);
    table.finish(attempt);
    table.retryAt(first, 50);
    assertThat(table.advanceTo(49)).isNull();
    assertThat(table.firstReady()).isSameAs(second);
    assertThat(table.advanceTo(50)).isNull();
    assertThat(table.firstReady()).isSameAs(first);
  }

  @Test
  void onlyTheRunningAttemptCanFinish() {
    PendingCall call = accept(0);
    Attempt<String, String> first = start(call, 10);
    assertThat(table.finish(first)).isSameAs(call);
    assertThat(table.finish(first)).as("a second end").isNull();
    table.retryAt(call, 5);
    table.advanceTo(5);
    Attempt<String, String> second = start(call, 20);
    assertThat(table.finish(first)).as("the end of an earlier attempt").isNull();
    assertThat(table.finish(second)).isSameAs(call);
    assertThat(call.attempts()).isEqualTo(2);
  }

  @Test
  void tellsWhichAttemptsAreOutOfTime() {
    Attempt<String, String> slow = start(accept(0), 10);
    Attempt<String, String> slower = start(accept(0), 20);
    assertThat(table.nextTimerMs()).isEqualTo(10);
    assertThat(table.advanceTo(10)).isSameAs(slow);
    assertThat(table.advanceTo(10)).as("until it is finished").isSameAs(slow);
    table.finish(slow);
    assertThat(table.advanceTo(10)).isNull();
    assertThat(table.nextTimerMs()).isEqualTo(20);
    table.finish(slower);
    assertThat(table.nextTimerMs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void numbersNewRequestsAboveRestoredOnes() {
    table.accept(7, 0, null);
    table.accept(3, 0, null);
    assertThat(table.nextSequence()).isEqualTo(8);
  }

  @Test
  void knowsTheOldest() {
    assertThat(table.oldestAcceptedAtMs()).isEqualTo(Long.MAX_VALUE);
    PendingCall old = accept(5);
    accept(9);
    assertThat(table.oldestAcceptedAtMs()).isEqualTo(5);
    table.finish(start(old, 100));
    table.forget(old);
    assertThat(table.oldestAcceptedAtMs()).isEqualTo(9);
  }

  /** Whatever happens in whatever order, every accepted request ends exactly once. */
  @Property(tries = 300)
  void everyRequestIsForgottenExactlyOnce(
      @ForAll List<@IntRange(min = 0, max = 599) Integer> steps) {
    CallTable<String, String> any = new CallTable<>();
    List<Attempt<String, String>> attempts = new ArrayList<>();
    List<Long> forgotten = new ArrayList<>();
    long accepted = 0;
    long now = 0;
    for (int step : steps) {
      Attempt<String, String> some =
          attempts.isEmpty() ? null : attempts.get(step / 6 % attempts.size());
      switch (step % 6) {
        case 0 -> {
          any.accept(any.nextSequence(), now, null);
          accepted++;
        }
        case 1 -> startFirst(any, attempts, now);
        case 2 -> {
          PendingCall call = some == null ? null : any.finish(some);
          if (call != null) {
            any.forget(call);
            forgotten.add(call.sequence());
          }
        }
        case 3 -> {
          PendingCall call = some == null ? null : any.finish(some);
          if (call != null) {
            any.retryAt(call, now + 3);
          }
        }
        default -> {
          now += 2;
          for (Attempt<String, String> late = any.advanceTo(now);
              late != null;
              late = any.advanceTo(now)) {
            any.retryAt(any.finish(late), now + 1);
          }
        }
      }
      assertThat(any.size()).isEqualTo((int) accepted - forgotten.size());
    }
    while (!any.isEmpty()) {
      now += 10;
      for (Attempt<String, String> late = any.advanceTo(now);
          late != null;
          late = any.advanceTo(now)) {
        any.forget(any.finish(late));
      }
      startFirst(any, attempts, now);
    }
    assertThat(forgotten).doesNotHaveDuplicates();
    assertThat(any.running()).isEmpty();
    assertThat(any.nextTimerMs()).isEqualTo(Long.MAX_VALUE);
  }

  private static void startFirst(
      CallTable<String, String> table, List<Attempt<String, String>> attempts, long now) {
    PendingCall call = table.firstReady();
    if (call != null) {
      Attempt<String, String> attempt =
          new Attempt<>(call.sequence(), "q", new Permit(), Admission.USUAL, 0);
      table.start(call, attempt, now + 5);
      attempts.add(attempt);
    }
  }

  private PendingCall accept(long nowMs) {
    return table.accept(table.nextSequence(), nowMs, null);
  }

  private Attempt<String, String> start(PendingCall call, long deadlineMs) {
    Attempt<String, String> attempt =
        new Attempt<>(call.sequence(), "q", new Permit(), Admission.USUAL, 0);
    table.start(call, attempt, deadlineMs);
    return attempt;
  }
}
