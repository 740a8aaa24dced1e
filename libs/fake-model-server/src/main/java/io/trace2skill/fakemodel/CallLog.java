// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What the server was asked. Thread-safe. */
public final class CallLog {

  private final ConcurrentLinkedQueue<CallRecord> records = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<String, Integer> attempts = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();

  CallLog() {}

  /** Returns the finished calls in the order of their arrival. */
  public List<CallRecord> records() {
    List<CallRecord> all = new ArrayList<>(records);
    all.sort(Comparator.comparingLong(CallRecord::sequence));
    return all;
  }

  /** Returns how many requests have arrived. */
  public long arrivals() {
    return sequence.get();
  }

  /** Returns how many requests are being dealt with. */
  public int inFlight() {
    return inFlight.get();
  }

  /** Returns the most requests that were dealt with at a time. */
  public int mostInFlight() {
    return mostInFlight.get();
  }

  /** Returns by digest how often a body was billed, for those that were billed more than once. */
  public Map<String, Long> billedMoreThanOnce() {
    Map<String, Long> times =
        records.stream()
            .filter(CallRecord::isBilled)
            .collect(Collectors.groupingBy(CallRecord::digest, Collectors.counting()));
    times.values().removeIf(count -> count < 2);
    return times;
  }

  /** Returns the finished calls by purpose. */
  public Map<String, Long> callsByPurpose() {
    return records.stream()
        .collect(Collectors.groupingBy(CallRecord::purpose, Collectors.counting()));
  }

  long nextSequence() {
    return sequence.incrementAndGet();
  }

  int attemptOf(String digest) {
    return attempts.merge(digest, 1, Integer::sum);
  }

  int enter() {
    int now = inFlight.incrementAndGet();
    mostInFlight.accumulateAndGet(now, Math::max);
    return now;
  }

  void leave(CallRecord record) {
    records.add(record);
    inFlight.decrementAndGet();
  }

  /** Forgets the calls, their attempts and the most in flight. */
  public void clear() {
    records.clear();
    attempts.clear();
    sequence.set(0);
    mostInFlight.set(inFlight.get());
  }
}
