// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.function.ToLongFunction;

/**
 * Bounds what passes in any 60 seconds. It remembers what passed instead of filling a bucket: so no
 * minute has more, and an estimate can be corrected where it stands.
 */
final class MinuteGate implements Gate {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final long most;
  private final ToLongFunction<Usage> amount;
  private final Deque<Passed> passed = new ArrayDeque<>();
  private final IdentityHashMap<Ticket, Passed> running = new IdentityHashMap<>();
  private long sum;

  /**
   * @param amount what a call counts for, given what it uses up
   */
  MinuteGate(long most, ToLongFunction<Usage> amount) {
    this.most = most;
    this.amount = amount;
  }

  @Override
  public long waitOf(Ticket ticket, long now) {
    forgetBefore(now - MINUTE);
    long rest = sum + amount.applyAsLong(ticket.estimate());
    long wait = 0;
    // What is larger than the whole bound passes when nothing else is left.
    for (Iterator<Passed> i = passed.iterator(); rest > most && i.hasNext(); ) {
      Passed oldest = i.next();
      rest -= oldest.amount;
      wait = oldest.at + MINUTE - now;
    }
    return wait;
  }

  @Override
  public void enter(Ticket ticket, long now) {
    Passed entry = new Passed(now, amount.applyAsLong(ticket.estimate()));
    passed.addLast(entry);
    running.put(ticket, entry);
    sum += entry.amount;
  }

  @Override
  public void leave(Ticket ticket, Outcome outcome, long now) {
    Passed entry = running.remove(ticket);
    if (entry != null) {
      correct(entry, amount.applyAsLong(outcome.usage()));
    }
  }

  private void correct(Passed entry, long actual) {
    if (!entry.forgotten) {
      sum += actual - entry.amount;
    }
    entry.amount = actual;
  }

  private void forgetBefore(long time) {
    while (!passed.isEmpty() && passed.getFirst().at <= time) {
      Passed oldest = passed.removeFirst();
      oldest.forgotten = true;
      sum -= oldest.amount;
    }
  }

  private static final class Passed {
    private final long at;
    private long amount;
    private boolean forgotten;

    Passed(long at, long amount) {
      this.at = at;
      this.amount = amount;
    }
  }
}
