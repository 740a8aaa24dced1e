// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.async.Breaker.Admission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * The table of calls against a model of a few lines: per key a list of numbers, of which the first
 * may run. Key 0 stands for none.
 */
class LanesPropertyTest {

  @Property(tries = 500)
  void runsOfEachKeyOnlyTheOldestAndEndsItInOrder(
      @ForAll @Size(max = 120) List<@IntRange(min = 0, max = 999) Integer> steps) {
    History history = new History();
    for (int step : steps) {
      switch (step % 5) {
        case 0, 1 -> history.accept(step / 5 % 4);
        case 2 -> history.startFirst();
        case 3 -> history.end(step / 5, step % 2 == 0);
        default -> history.advance();
      }
      history.holds();
    }
    history.endAll();
  }

  private static final class History {

    private final CallTable<String, String> table = new CallTable<>();
    private final Map<Integer, List<Long>> model = new HashMap<>();
    private final Map<Long, Integer> keys = new HashMap<>();
    private final List<Attempt<String, String>> running = new ArrayList<>();
    private final Map<Integer, List<Long>> ended = new HashMap<>();
    private long nowMs;
    private int accepted;

    void endAll() {
      for (int i = 0; !table.isEmpty(); i++) {
        assertThat(i).as("every request ends").isLessThan(10_000);
        advance();
        startFirst();
        end(0, true);
        holds();
      }
      assertThat(ended.values().stream().mapToInt(List::size).sum()).isEqualTo(accepted);
      ended.forEach(
          (key, sequences) -> {
            if (key != 0) {
              assertThat(sequences).as("the order of key %s", key).isSorted();
            }
          });
    }

    private void accept(int key) {
      accepted++;
      long sequence = table.nextSequence();
      table.accept(sequence, nowMs, key == 0 ? null : key);
      keys.put(sequence, key);
      model.computeIfAbsent(key, unused -> new ArrayList<>()).add(sequence);
    }

    private void startFirst() {
      PendingCall call = table.firstReady();
      if (call != null) {
        Attempt<String, String> attempt =
            new Attempt<>(call.sequence(), "q", new Permit(), Admission.USUAL, nowMs);
        table.start(call, attempt, nowMs + 5);
        running.add(attempt);
      }
    }

    private void end(int which, boolean forGood) {
      if (running.isEmpty()) {
        return;
      }
      end(running.get(which % running.size()), forGood);
    }

    private void end(Attempt<String, String> attempt, boolean forGood) {
      running.remove(attempt);
      PendingCall call = table.finish(attempt);
      if (forGood) {
        table.forget(call);
        int key = keys.get(call.sequence());
        model.get(key).remove(call.sequence());
        ended.computeIfAbsent(key, unused -> new ArrayList<>()).add(call.sequence());
      } else {
        table.retryAt(call, nowMs + 3);
      }
    }

    private void advance() {
      nowMs += 2;
      for (Attempt<String, String> late = table.advanceTo(nowMs);
          late != null;
          late = table.advanceTo(nowMs)) {
        end(late, late.sequence() % 2 == 0);
      }
    }

    private void holds() {
      assertThat(table.size()).isEqualTo(model.values().stream().mapToInt(List::size).sum());
      assertThat(running).allMatch(attempt -> mayRun(attempt.sequence()));
      PendingCall next = table.firstReady();
      assertThat(next == null || mayRun(next.sequence())).isTrue();
      if (next == null && table.nextTimerMs() == Long.MAX_VALUE) {
        assertThat(table.isEmpty()).as("nothing ready, running or delayed").isTrue();
      }
    }

    private boolean mayRun(long sequence) {
      List<Long> lane = model.get(keys.get(sequence));
      return keys.get(sequence) == 0 ? lane.contains(sequence) : lane.get(0) == sequence;
    }
  }
}
