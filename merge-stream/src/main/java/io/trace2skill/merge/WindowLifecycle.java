// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.OutstandingAnalysis;
import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import io.trace2skill.llm.Usage;
import io.trace2skill.merge.MergeTree.Node;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.merge.MergedPatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The life of windows: what they take, when they close, and what then happens. Stream thread only.
 */
final class WindowLifecycle {

  private final WindowPolicies policies;
  private final WindowAssigner assigner;
  private final SkillStore skills;
  private final WindowStore windows;
  private final TreeProgress tree;
  private final Publication publication;
  private final WindowAccounts accounts;
  private final CarryOver carryOver;
  private final ClosingRule closing;

  WindowLifecycle(
      WindowPolicies policies,
      WindowAssigner assigner,
      SkillStore skills,
      WindowStore windows,
      TreeProgress tree,
      Publication publication,
      WindowAccounts accounts) {
    this.policies = policies;
    this.assigner = assigner;
    this.skills = skills;
    this.windows = windows;
    this.tree = tree;
    this.publication = publication;
    this.accounts = accounts;
    this.carryOver =
        new CarryOver(policies, assigner, skills, windows, tree, publication, accounts);
    this.closing = new ClosingRule(policies);
  }

  /**
   * Takes the start or the outcome of an analysis.
   *
   * @param leaf what it proposes; present for a patch
   */
  void accept(AnalysisEvent event, Optional<MergedPatch> leaf, Instant now) {
    switch (event.getKind()) {
      case STARTED -> started(event, now);
      case PATCH_PROPOSED, NO_LESSON, FAILED -> ended(event, leaf, now);
      case UNKNOWN -> {} // a newer version's kind, which says nothing about evidence
    }
  }

  /**
   * Closes the windows of the skill that are open, and lets all that there are answer the order.
   */
  void closeByCommand(String skill, String commandId, Instant now) {
    List<WindowId> all = windows.of(skill).stream().map(WindowStore::id).toList();
    if (all.isEmpty()) {
      accounts.noWindow(skill, commandId, now);
    }
    // All know of the order before the first one closes, or that would answer for all of them.
    all.forEach(id -> windows.put(WindowTally.withOrder(windows.get(id), commandId)));
    for (WindowId id : all) {
      windows
          .find(id)
          .filter(window -> window.getPhase() == WindowPhase.OPEN)
          .ifPresent(window -> close(window, "command", now));
    }
  }

  /** Looks at the rules that depend on wall-clock time. */
  void tick(Instant now) {
    windows.giveUp(analysis -> isOverdue(analysis, now));
    List<WindowId> all = windows.all().stream().map(WindowStore::id).toList();
    all.forEach(id -> windows.find(id).ifPresent(window -> review(window, now)));
  }

  private boolean isOverdue(OutstandingAnalysis analysis, Instant now) {
    Duration timeout = policies.of(analysis.getSkill()).analysisTimeout();
    return analysis.getStartedAt().isBefore(now.minus(timeout));
  }

  /** Takes the value of an inner node that the engine has merged. */
  void merged(MergeTask task, MergedPatchRecord value, Instant now) {
    long gained = EvidenceSize.of(value) - EvidenceSize.of(task.getGroup());
    WindowState window = WindowTally.withMerge(window(task), task.getLevel(), gained);
    windows.put(window);
    Node node = new Node(task.getLevel(), task.getIndex());
    tree.ready(window, node, value).ifPresent(root -> rootReady(window, now));
  }

  /** Keeps the evidence of a window for later, because it could not be consolidated. */
  void notConsolidated(MergeTask task, String cause, Instant now) {
    WindowState window = window(task);
    String reason = "the consolidation failed: " + cause;
    if (ClosingRule.isFull(window)) {
      accounts.nothing(
          window,
          reason + "; there is too much of it to carry over, so replay the topic of patches",
          List.of());
      publication.startNext(task.getSkill());
    } else {
      carryOver.carry(window, task.getGroup().get(0), reason, now);
    }
  }

  /**
   * Counts what a call of the engine used up, also one that failed.
   *
   * @param fallbacks what the deterministic merge does for the engine
   */
  void countCall(MergeTask task, Usage usage, int fallbacks) {
    if (fallbacks > 0 || !usage.equals(Usage.NONE)) {
      windows.put(WindowTally.withCall(window(task), usage, fallbacks));
    }
  }

  private void started(AnalysisEvent event, Instant now) {
    Instant eventTime = notAfter(now, event.getEventTime());
    if (policies.of(event.getSkill()).size().isPresent()) {
      skills.advanceStreamTime(event.getSkill(), eventTime);
    }
    WindowState window = assigner.assign(event.getSkill(), eventTime, now);
    windows.put(WindowState.newBuilder(window).setLastActivityAt(now).build());
    windows.start(
        new OutstandingAnalysis(
            event.getSkill(), event.getTrajectoryId(), window.getWindow(), now));
  }

  private void ended(AnalysisEvent event, Optional<MergedPatch> leaf, Instant now) {
    String skill = event.getSkill();
    Optional<WindowId> started =
        windows
            .finish(skill, event.getTrajectoryId())
            .map(analysis -> new WindowId(skill, analysis.getWindow()));
    Optional<WindowState> own = started.flatMap(windows::find).filter(WindowLifecycle::takes);
    WindowState window = own.orElseGet(() -> assigner.openNow(skill, now));
    Instant eventTime = notAfter(now, event.getEventTime());
    boolean late =
        own.isEmpty() || (window.getStart() != null && eventTime.isBefore(window.getStart()));
    Optional<MergedPatchRecord> value = leaf.map(SkillRecords::toRecord);
    long bytes = value.map(EvidenceSize::of).orElse(0L);
    WindowState counted = WindowTally.withOutcome(window, event, late, bytes, now);
    windows.put(counted);
    skills.countOutcome(skill);
    value.ifPresent(v -> tree.ready(counted, new Node(0, window.getLeaves()), v));
    started.filter(id -> !id.equals(WindowStore.id(counted))).ifPresent(id -> review(id, now));
    review(counted, now);
  }

  /** An execution cannot end in the future; one wrong clock must not close everybody's windows. */
  private static Instant notAfter(Instant now, Instant eventTime) {
    return eventTime.isAfter(now) ? now : eventTime;
  }

  private static boolean takes(WindowState window) {
    return window.getPhase() == WindowPhase.OPEN
        || (window.getPhase() == WindowPhase.CLOSING && !ClosingRule.isFull(window));
  }

  private void review(WindowId id, Instant now) {
    windows.find(id).ifPresent(window -> review(window, now));
  }

  private void review(WindowState window, Instant now) {
    if (window.getPhase() == WindowPhase.OPEN) {
      closing
          .closes(window, skills.streamTime(window.getSkill()), now)
          .ifPresent(reason -> close(window, reason, now));
    } else if (window.getPhase() == WindowPhase.CLOSING) {
      finishUnlessHeldOpen(window, now);
    }
  }

  private void close(WindowState window, String reason, Instant now) {
    if (window.getEnd() != null) {
      skills.advanceLateBefore(window.getSkill(), window.getEnd());
    }
    WindowState closed =
        WindowState.newBuilder(window).setPhase(WindowPhase.CLOSING).setClosedBy(reason).build();
    windows.put(closed);
    finishUnlessHeldOpen(closed, now);
  }

  private void finishUnlessHeldOpen(WindowState window, Instant now) {
    if (windows.isHeldOpen(WindowStore.id(window))) {
      return;
    }
    Optional<String> withheld = carryOver.withheld(window);
    if (window.getLeaves() == 0) {
      accounts.nothing(window, "no analysis proposed a patch", List.of());
    } else if (withheld.isPresent() && !carryOver.hasTarget(window)) {
      carryOver.reopen(window, withheld.get(), now);
    } else {
      WindowState merging =
          WindowState.newBuilder(window)
              .setPhase(WindowPhase.MERGING)
              .setTurn(windows.nextTurn(window.getSkill()))
              .build();
      windows.put(merging);
      tree.flush(merging).ifPresent(root -> rootReady(merging, now));
    }
  }

  private void rootReady(WindowState window, Instant now) {
    Optional<String> withheld = carryOver.withheld(window);
    if (withheld.isPresent()) {
      carryOver.carry(window, publication.takeRoot(window), withheld.get(), now);
    } else {
      publication.rootReady(window);
    }
  }

  private WindowState window(MergeTask task) {
    return windows.get(new WindowId(task.getSkill(), task.getWindow()));
  }
}
