// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one instance may have in flight, shared by all its tasks. Thread-safe.
 *
 * <p>Tasks that find none free wait in a line, each at most once, and a permit that comes back goes
 * to the first of them. So a task with a thousand requests delays another by one call, not by a
 * thousand.
 */
final class Permits {

  /** A task that may have to wait. */
  @FunctionalInterface
  interface Waiter {

    /** Tells the waiter, from any thread, that a permit is granted to it. */
    void permitGranted();
  }

  private final int max;
  private final Set<Permit> taken = new HashSet<>();
  private final Set<Waiter> waiting = new LinkedHashSet<>();
  private final Map<Waiter, Permit> granted = new HashMap<>();

  Permits(int max) {
    this.max = max;
  }

  /** Returns a permit, or puts the waiter in the line when there is none for it. */
  synchronized Optional<Permit> take(Waiter waiter) {
    Permit grant = granted.remove(waiter);
    if (grant == null && taken.size() < max) {
      grant = new Permit();
      taken.add(grant);
    }
    if (grant == null) {
      waiting.add(waiter);
    }
    return Optional.ofNullable(grant);
  }

  /** Takes a permit back. A permit that is already back is ignored. */
  void giveBack(Permit permit) {
    Waiter next;
    synchronized (this) {
      next = taken.remove(permit) ? grantToFirst() : null;
    }
    if (next != null) {
      next.permitGranted();
    }
  }

  /** Takes the waiter out of the line, and back what was granted but not fetched. */
  void leave(Waiter waiter) {
    Permit unused;
    synchronized (this) {
      waiting.remove(waiter);
      unused = granted.remove(waiter);
    }
    if (unused != null) {
      giveBack(unused);
    }
  }

  /** Returns whether a permit lies ready for the waiter. */
  synchronized boolean isGranted(Waiter waiter) {
    return granted.containsKey(waiter);
  }

  /** Returns the calls in flight. */
  synchronized int inUse() {
    return taken.size() - granted.size();
  }

  private @Nullable Waiter grantToFirst() {
    var line = waiting.iterator();
    if (!line.hasNext()) {
      return null;
    }
    Waiter first = line.next();
    line.remove();
    Permit permit = new Permit();
    taken.add(permit);
    granted.put(first, permit);
    return first;
  }
}
