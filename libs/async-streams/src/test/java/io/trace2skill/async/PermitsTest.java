// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PermitsTest {

  private final List<String> woken = new ArrayList<>();

  @Test
  void aPermitThatComesBackGoesToTheFirstInTheLine() {
    Permits permits = new Permits(1);
    Permits.Waiter first = waiter("first");
    Permits.Waiter second = waiter("second");
    Permit held = permits.take(waiter("holder")).orElseThrow();
    assertThat(permits.take(first)).isEmpty();
    assertThat(permits.take(second)).isEmpty();
    assertThat(permits.take(first)).as("asking again keeps the place").isEmpty();

    permits.giveBack(held);
    assertThat(woken).containsExactly("first");
    assertThat(permits.take(second)).isEmpty();
    Permit next = permits.take(first).orElseThrow();
    permits.giveBack(next);
    assertThat(woken).containsExactly("first", "second");
    assertThat(permits.take(second)).isPresent();
  }

  @Test
  void aTaskWithManyRequestsDelaysAnotherByOneCall() {
    Permits permits = new Permits(1);
    Permits.Waiter busy = waiter("busy");
    Permits.Waiter modest = waiter("modest");
    Permit held = permits.take(busy).orElseThrow();
    permits.take(busy);
    permits.take(modest);
    permits.giveBack(held);
    Permit second = permits.take(busy).orElseThrow();
    permits.take(busy); // it has more, and lines up again behind the other
    permits.giveBack(second);
    assertThat(woken).containsExactly("busy", "modest");
  }

  @Test
  void aPermitComesBackOnlyOnce() {
    Permits permits = new Permits(2);
    Permit permit = permits.take(waiter("a")).orElseThrow();
    permits.take(waiter("b"));
    permits.giveBack(permit);
    permits.giveBack(permit);
    assertThat(permits.inUse()).isEqualTo(1);
    assertThat(permits.take(waiter("c"))).isPresent();
    assertThat(permits.take(waiter("d"))).isEmpty();
  }

  @Test
  void whoLeavesPassesTheUnusedGrantOn() {
    Permits permits = new Permits(1);
    Permits.Waiter leaving = waiter("leaving");
    Permits.Waiter next = waiter("next");
    Permit held = permits.take(waiter("holder")).orElseThrow();
    permits.take(leaving);
    permits.take(next);
    permits.giveBack(held);
    permits.leave(leaving);
    assertThat(woken).containsExactly("leaving", "next");
    permits.leave(next);
    assertThat(permits.inUse()).isZero();
    assertThat(permits.take(leaving)).isPresent();
  }

  @Property(tries = 200)
  void noHistoryExceedsTheLimitOrLosesAPermit(
      @ForAll @IntRange(min = 1, max = 4) int max,
      @ForAll List<@IntRange(min = 0, max = 8) Integer> steps) {
    Permits permits = new Permits(max);
    List<Permits.Waiter> waiters = List.of(waiter("0"), waiter("1"), waiter("2"));
    Deque<Permit> held = new ArrayDeque<>();
    for (int step : steps) {
      Permits.Waiter waiter = waiters.get(step % 3);
      switch (step / 3) {
        case 0 -> permits.take(waiter).ifPresent(held::add);
        case 1 -> Optional.ofNullable(held.poll()).ifPresent(permits::giveBack);
        default -> permits.leave(waiter);
      }
      assertThat(permits.inUse()).isEqualTo(held.size()).isLessThanOrEqualTo(max);
    }
    waiters.forEach(permits::leave);
    held.forEach(permits::giveBack);
    for (int i = 0; i < max; i++) {
      assertThat(permits.take(waiters.get(0))).as("all permits are back").isPresent();
    }
  }

  @Test
  void manyThreadsShareTheLimitAndNobodyStarves() throws Exception {
    Permits permits = new Permits(3);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger peak = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      done.add(
          threads.submit(
              () -> {
                Semaphore bell = new Semaphore(0);
                Permits.Waiter me = bell::release;
                go.await();
                for (int turn = 0; turn < 500; turn++) {
                  Optional<Permit> permit = permits.take(me);
                  while (permit.isEmpty()) {
                    bell.acquire();
                    permit = permits.take(me);
                  }
                  peak.accumulateAndGet(running.incrementAndGet(), Math::max);
                  running.decrementAndGet();
                  permits.giveBack(permit.get());
                }
                return null;
              }));
    }
    go.countDown();
    for (Future<?> thread : done) {
      thread.get();
    }
    threads.shutdown();
    assertThat(peak.get()).isLessThanOrEqualTo(3);
    assertThat(permits.inUse()).isZero();
  }

  private Permits.Waiter waiter(String name) {
    return () -> woken.add(name);
  }
}
