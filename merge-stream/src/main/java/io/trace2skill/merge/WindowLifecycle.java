// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.OutstandingAnalysis;
import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import io.trace2skill.merge.MergeTree.Node;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.merge.PatchMerger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of windows: what they take, when they close, and what then happens. Stream thread only.
 */
final class WindowLifecycle {

  private final WindowPolicy policy;
  private final SkillStore skills;
  private final WindowStore windows;
  private final TreeProgress tree;
  private final Publication publication;
  private final WindowAssigner assigner;
  private final ClosingRule closing;
  private final PatchMerger merger = new PatchMerger();

  WindowLifecycle(
      WindowPolicy policy,
      SkillStore skills,
      WindowStore windows,
      TreeProgress tree,
      Publication publication) {
    this.policy = policy;
    this.skills = skills;
    this.windows = windows;
    this.tree = tree;
    this.publication = publication;
    this.assigner = new WindowAssigner(policy, skills, windows);
    this.closing = new ClosingRule(policy);
  }

  /** Takes the start or the outcome of an analysis. */
  void accept(AnalysisEvent event, Instant now) {
    switch (event.getKind()) {
      case STARTED -> started(event, now);
      case PATCH_PROPOSED, NO_LESSON, FAILED -> ended(event, now);
      case UNKNOWN -> {} // a newer version's kind, which says nothing about evidence
    }
  }

  /** Closes the windows of the skill that are open. */
  void closeByCommand(String skill, String commandId, Instant now) {
    List<WindowState> all = windows.of(skill);
    for (WindowState window : all) {
      WindowState answered = WindowState.newBuilder(window).setCommandId(commandId).build();
      windows.put(answered);
      if (window.getPhase() == WindowPhase.OPEN) {
        close(answered, "command", now);
      }
    }
    if (all.isEmpty()) {
      WindowState none =
          WindowState.newBuilder()
              .setSkill(skill)
              .setWindow(0)
              .setPhase(WindowPhase.CLOSING)
              .setOpenedAt(now)
              .setLastActivityAt(now)
              .setClosedBy("command")
              .setCommandId(commandId)
              .build();
      publication.remember(none, "no window was open");
    }
  }

  /** Looks at the rules that depend on wall-clock time. */
  void tick(Instant now) {
    windows.giveUpBefore(now.minus(policy.analysisTimeout()));
    windows.all().forEach(window -> review(window, now));
  }

  /** Takes the value of an inner node that the engine has merged. */
  void merged(WindowId id, Node node, MergedPatchRecord value) {
    WindowState window = withMerge(find(id), node.level());
    windows.put(window);
    tree.ready(window, node, value).ifPresent(root -> publication.rootReady(window));
  }

  /** Keeps a window's root as evidence for later, because it could not be consolidated. */
  void keepEvidence(WindowId id, MergedPatchRecord root, String reason, Instant now) {
    WindowState window = find(id);
    publication.remember(window, reason);
    WindowState open = WindowState.newBuilder(assigner.reopen(window, now)).setLeaves(1).build();
    windows.put(open);
    tree.ready(open, new Node(0, 0), root);
  }

  /** Counts a merge that the deterministic merge takes over. */
  void countFallback(WindowId id) {
    WindowState window = find(id);
    windows.put(
        WindowState.newBuilder(window)
            .setDeterministicFallbacks(window.getDeterministicFallbacks() + 1)
            .build());
  }

  private void started(AnalysisEvent event, Instant now) {
    if (policy.size().isPresent()) {
      skills.advanceStreamTime(event.getSkill(), event.getEventTime());
    }
    WindowState window = assigner.assign(event.getSkill(), event.getEventTime(), now);
    windows.put(WindowState.newBuilder(window).setLastActivityAt(now).build());
    windows.start(
        new OutstandingAnalysis(
            event.getSkill(), event.getTrajectoryId(), window.getWindow(), now));
  }

  private void ended(AnalysisEvent event, Instant now) {
    Optional<WindowState> own =
        windows
            .finish(event.getSkill(), event.getTrajectoryId())
            .flatMap(analysis -> windows.find(new WindowId(event.getSkill(), analysis.getWindow())))
            .filter(window -> takes(window.getPhase()));
    WindowState window = own.orElseGet(() -> assigner.openNow(event.getSkill(), now));
    boolean late =
        own.isEmpty()
            || (window.getStart() != null && event.getEventTime().isBefore(window.getStart()));
    WindowState counted = counted(window, event.getKind(), late, now);
    windows.put(counted);
    if (event.getKind() == AnalysisKind.PATCH_PROPOSED) {
      Node leaf = new Node(0, window.getLeaves());
      tree.ready(counted, leaf, leaf(event));
    }
    review(counted, now);
  }

  private static boolean takes(WindowPhase phase) {
    return phase == WindowPhase.OPEN || phase == WindowPhase.CLOSING;
  }

  private MergedPatchRecord leaf(AnalysisEvent event) {
    return SkillRecords.toRecord(
        merger.leaf(SkillRecords.toPatch(event.getTrajectoryId(), event.getPatch())));
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
    if (window.getLeaves() == 0) {
      publication.nothing(window, "no analysis proposed a patch");
    } else if (window.getPatched() < policy.minEvidence()) {
      publication.remember(
          window,
          "%d patches are below the minimum evidence of %d; they carry over to the next window"
              .formatted(window.getPatched(), policy.minEvidence()));
      windows.put(assigner.reopen(window, now));
    } else {
      WindowState merging = WindowState.newBuilder(window).setPhase(WindowPhase.MERGING).build();
      windows.put(merging);
      tree.flush(merging).ifPresent(root -> publication.rootReady(merging));
    }
  }

  private WindowState find(WindowId id) {
    return windows
        .find(id)
        .orElseThrow(() -> new IllegalStateException("a merge of a window that is settled"));
  }

  private static WindowState counted(
      WindowState window, AnalysisKind kind, boolean late, Instant now) {
    WindowState.Builder counted =
        WindowState.newBuilder(window)
            .setLastActivityAt(now)
            .setLate(window.getLate() + (late ? 1 : 0));
    return switch (kind) {
      case PATCH_PROPOSED ->
          counted.setPatched(window.getPatched() + 1).setLeaves(window.getLeaves() + 1).build();
      case NO_LESSON -> counted.setNoLesson(window.getNoLesson() + 1).build();
      default -> counted.setFailed(window.getFailed() + 1).build();
    };
  }

  private static WindowState withMerge(WindowState window, int level) {
    List<Integer> merges = new ArrayList<>(window.getMergesByLevel());
    while (merges.size() < level) {
      merges.add(0);
    }
    merges.set(level - 1, merges.get(level - 1) + 1);
    return WindowState.newBuilder(window).setMergesByLevel(merges).build();
  }
}
