// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.UsageRecord;
import io.trace2skill.avro.WindowState;
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.UsageRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Windows with what happened to them counted. Pure. */
final class WindowTally {

  private static final int ORDERS_REMEMBERED = 100;

  private WindowTally() {}

  /**
   * Counts the outcome of an analysis, and what it used up.
   *
   * @param late whether its own window has closed
   * @param bytes what it adds to the evidence
   */
  static WindowState withOutcome(
      WindowState window, AnalysisEvent event, boolean late, long bytes, Instant now) {
    WindowState.Builder counted =
        WindowState.newBuilder(window)
            .setLastActivityAt(now)
            .setEvidenceBytes(window.getEvidenceBytes() + bytes)
            .setLate(window.getLate() + (late ? 1 : 0))
            .setAnalysisUsage(UsageRecords.sum(window.getAnalysisUsage(), event.getUsage()));
    return switch (event.getKind()) {
      case PATCH_PROPOSED ->
          counted
              .setPatched(window.getPatched() + 1)
              .setUnverified(window.getUnverified() + (event.getUnverified() ? 1 : 0))
              .setLeaves(window.getLeaves() + 1)
              .build();
      case NO_LESSON -> counted.setNoLesson(window.getNoLesson() + 1).build();
      default -> counted.setFailed(window.getFailed() + 1).build();
    };
  }

  /**
   * Counts a merge.
   *
   * @param level of the node that it made, from 1
   * @param bytes what it adds to the evidence; below zero when equal edits became one
   */
  static WindowState withMerge(WindowState window, int level, long bytes) {
    List<Integer> merges = new ArrayList<>(window.getMergesByLevel());
    while (merges.size() < level) {
      merges.add(0);
    }
    merges.set(level - 1, merges.get(level - 1) + 1);
    return WindowState.newBuilder(window)
        .setMergesByLevel(merges)
        .setEvidenceBytes(window.getEvidenceBytes() + bytes)
        .build();
  }

  /**
   * Counts a call of the engine, also one in vain.
   *
   * @param fallbacks what the deterministic merge does for the engine
   */
  static WindowState withCall(WindowState window, Usage usage, int fallbacks) {
    return WindowState.newBuilder(window)
        .setMergeUsage(UsageRecords.sum(window.getMergeUsage(), record(usage)))
        .setDeterministicFallbacks(window.getDeterministicFallbacks() + fallbacks)
        .build();
  }

  private static @Nullable UsageRecord record(Usage usage) {
    return usage.equals(Usage.NONE)
        ? null
        : new UsageRecord(
            usage.calls(),
            usage.promptTokens(),
            usage.cachedPromptTokens(),
            usage.completionTokens(),
            usage.costMicros());
  }

  /** Returns the window without what it used up, which goes where its evidence goes. */
  static WindowState withoutUsage(WindowState window) {
    return WindowState.newBuilder(window).setAnalysisUsage(null).setMergeUsage(null).build();
  }

  /** Adds a leaf that stands for all evidence of a window before, and what that one used up. */
  static WindowState withCarried(WindowState window, WindowState before) {
    return WindowState.newBuilder(window)
        .setUnverified(window.getUnverified() + before.getUnverified())
        .setAnalysisUsage(UsageRecords.sum(window.getAnalysisUsage(), before.getAnalysisUsage()))
        .setMergeUsage(UsageRecords.sum(window.getMergeUsage(), before.getMergeUsage()))
        .setPatched(window.getPatched() + before.getPatched())
        .setCarried(window.getCarried() + before.getPatched())
        .setEvidenceBytes(window.getEvidenceBytes() + before.getEvidenceBytes())
        .setLeaves(window.getLeaves() + 1)
        .build();
  }

  /** Adds an order that the end of the window answers. */
  static WindowState withOrder(WindowState window, String commandId) {
    return WindowState.newBuilder(window)
        .setCommandIds(withOrders(window.getCommandIds(), List.of(commandId)))
        .build();
  }

  /** Returns all orders, the latest last, without the oldest ones when they are too many. */
  static List<String> withOrders(List<String> known, List<String> further) {
    Set<String> all = new LinkedHashSet<>(known);
    all.addAll(further);
    List<String> orders = List.copyOf(all);
    return orders.subList(Math.max(0, orders.size() - ORDERS_REMEMBERED), orders.size());
  }
}
