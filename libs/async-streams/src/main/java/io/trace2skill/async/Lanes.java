// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Requests that must wait for each other, by key: of each key only the oldest may go. */
final class Lanes {

  private final Map<Object, Queue<PendingCall>> lanes = new HashMap<>();

  /** Takes in a request that is younger than all before; returns whether it may go at once. */
  boolean enter(PendingCall call) {
    Object key = call.key();
    if (key == null) {
      return true;
    }
    Queue<PendingCall> lane = lanes.computeIfAbsent(key, unused -> new ArrayDeque<>(2));
    lane.add(call);
    return lane.size() == 1;
  }

  /** Takes out the oldest of its key, which has ended; returns the one that may go now, or null. */
  @Nullable PendingCall leave(PendingCall call) {
    Object key = call.key();
    Queue<PendingCall> lane = key == null ? null : lanes.get(key);
    if (lane == null) {
      return null;
    }
    lane.remove(call);
    if (lane.isEmpty()) {
      lanes.remove(call.key());
    }
    return lane.peek();
  }
}
