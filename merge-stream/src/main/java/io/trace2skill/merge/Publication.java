// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.MergeTaskKind;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import io.trace2skill.avro.WindowSummary;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.TrajectoryTable;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.Consolidation;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
import io.trace2skill.skill.merge.DroppedEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * From the root of a window to a version of the skill. Windows of a skill take turns, because each
 * is applied to what the one before it published; they do so in the order in which they stopped
 * taking evidence, so that the engine's speed does not change the skill. Stream thread only.
 */
final class Publication {

  private final SkillStore skills;
  private final WindowStore windows;
  private final NodeStore nodes;
  private final SettledStore settled;
  private final MergeTasks tasks;
  private final Publisher publisher;
  private final String engine;

  Publication(
      SkillStore skills,
      WindowStore windows,
      NodeStore nodes,
      SettledStore settled,
      MergeTasks tasks,
      Publisher publisher,
      String engine) {
    this.skills = skills;
    this.windows = windows;
    this.nodes = nodes;
    this.settled = settled;
    this.tasks = tasks;
    this.publisher = publisher;
    this.engine = engine;
  }

  /** Takes a window whose merge tree has only its root left. */
  void rootReady(WindowState window) {
    windows.put(WindowState.newBuilder(window).setPhase(WindowPhase.READY).build());
    startNext(window.getSkill());
  }

  /** Takes what the engine made of a window's root. */
  void consolidated(MergeTask task, ConsolidationResult result, Instant now) {
    WindowState window = windows.get(new WindowId(task.getSkill(), task.getWindow()));
    if (task.getBaseVersion() != skills.version(task.getSkill())) {
      tasks.submit(onto(task)); // a base was registered meanwhile
      return;
    }
    if (result instanceof Published published) {
      SkillSnapshot snapshot = snapshot(window, published.consolidation(), now);
      publish(snapshot);
      settle(window, Optional.of(snapshot.getVersion()), Optional.empty(), List.of());
    } else if (result instanceof NothingToPublish nothing) {
      settle(window, Optional.empty(), Optional.of(nothing.reason()), nothing.dropped());
    }
    startNext(task.getSkill());
  }

  /** Publishes a base that an operator registered, unless the skill is the same already. */
  void registerBase(String skill, SkillDirectory base, Instant now) {
    Optional<SkillSnapshot> latest = skills.snapshot(skill);
    if (latest.filter(snapshot -> snapshot.getDigest().equals(base.digest())).isEmpty()) {
      publish(version(skill, base, now).setCause(SnapshotCause.BASE).build());
    }
  }

  /** Settles a window that publishes nothing. */
  void nothing(WindowState window, String reason) {
    settle(window, Optional.empty(), Optional.of(reason), List.of());
  }

  /** Remembers why a window publishes nothing now, while it goes on. */
  void remember(WindowState window, String reason) {
    settled.put(account(window, Optional.empty(), Optional.of(reason), List.of()));
  }

  /** Answers an order to close a window when there is none. */
  void noWindow(String skill, String commandId, Instant now) {
    WindowState none =
        WindowState.newBuilder()
            .setSkill(skill)
            .setWindow(0)
            .setPhase(WindowPhase.CLOSING)
            .setOpenedAt(now)
            .setLastActivityAt(now)
            .setClosedBy("command")
            .setCommandIds(List.of(commandId))
            .build();
    remember(none, "no window was open");
  }

  /** Removes the only node that the window's tree has left and returns its value. */
  MergedPatchRecord takeRoot(WindowState window) {
    WindowId id = WindowStore.id(window);
    return nodes.take(id, nodes.nodes(id).get(0));
  }

  /** Lets the window whose turn it is be consolidated, when its root is ready. */
  void startNext(String skill) {
    windows.inTurn(skill).stream()
        .findFirst()
        .filter(window -> window.getPhase() == WindowPhase.READY)
        .ifPresent(this::consolidate);
  }

  private void consolidate(WindowState window) {
    tasks.submit(
        onto(
            MergeTask.newBuilder()
                .setKind(MergeTaskKind.CONSOLIDATE)
                .setSkill(window.getSkill())
                .setWindow(window.getWindow())
                .setGroup(List.of(takeRoot(window)))
                .build()));
    windows.put(WindowState.newBuilder(window).setPhase(WindowPhase.CONSOLIDATING).build());
  }

  /** Returns the task with the skill as it is now. */
  private MergeTask onto(MergeTask task) {
    return MergeTask.newBuilder(task)
        .setBase(SkillRecords.toRecords(skills.base(task.getSkill())))
        .setBaseVersion(skills.version(task.getSkill()))
        .build();
  }

  private void publish(SkillSnapshot snapshot) {
    skills.publish(snapshot);
    publisher.publish(snapshot);
  }

  private SkillSnapshot snapshot(WindowState window, Consolidation made, Instant now) {
    TrajectoryTable table = new TrajectoryTable();
    return version(window.getSkill(), made.skill(), now)
        .setCause(SnapshotCause.EVOLUTION)
        .setBaseDigest(skills.base(window.getSkill()).digest())
        .setWindow(summary(window))
        .setEngine(engine)
        .setEdits(made.applied().stream().map(e -> SkillRecords.toRecord(e, table)).toList())
        .setDropped(made.dropped().stream().map(d -> SkillRecords.toRecord(d, table)).toList())
        .setTrajectories(List.copyOf(table.ids()))
        .setNotes(notes(window, made))
        .build();
  }

  private static List<String> notes(WindowState window, Consolidation made) {
    List<String> notes = new ArrayList<>(made.notes());
    int fallbacks = window.getDeterministicFallbacks();
    if (fallbacks > 0) {
      notes.add(
          "The deterministic merge did %d merges, or parts of them, that the engine failed at."
              .formatted(fallbacks));
    }
    return notes;
  }

  private SkillSnapshot.Builder version(String skill, SkillDirectory files, Instant now) {
    Optional<Long> parent = skills.snapshot(skill).map(SkillSnapshot::getVersion);
    return SkillSnapshot.newBuilder()
        .setSkill(skill)
        .setVersion(parent.orElse(0L) + 1)
        .setParentVersion(parent.orElse(null))
        .setDigest(files.digest())
        .setFiles(SkillRecords.toRecords(files))
        .setCreatedAt(now);
  }

  private void settle(
      WindowState window,
      Optional<Long> version,
      Optional<String> reason,
      List<DroppedEdit> dropped) {
    settled.put(account(window, version, reason, dropped));
    windows.remove(WindowStore.id(window));
  }

  private static SettledWindow account(
      WindowState window,
      Optional<Long> version,
      Optional<String> reason,
      List<DroppedEdit> dropped) {
    TrajectoryTable table = new TrajectoryTable();
    return SettledWindow.newBuilder()
        .setSkill(window.getSkill())
        .setSummary(summary(window))
        .setCommandIds(window.getCommandIds())
        .setVersion(version.orElse(null))
        .setReason(reason.orElse(null))
        .setDropped(dropped.stream().map(d -> SkillRecords.toRecord(d, table)).toList())
        .setTrajectories(List.copyOf(table.ids()))
        .build();
  }

  private static WindowSummary summary(WindowState window) {
    return WindowSummary.newBuilder()
        .setWindow(window.getWindow())
        .setOpenedAt(window.getOpenedAt())
        .setClosedBy(Objects.requireNonNullElse(window.getClosedBy(), ""))
        .setPatched(window.getPatched())
        .setNoLesson(window.getNoLesson())
        .setFailed(window.getFailed())
        .setLate(window.getLate())
        .setMergesByLevel(window.getMergesByLevel())
        .setDeterministicFallbacks(window.getDeterministicFallbacks())
        .setUnverified(window.getUnverified())
        .setAnalysisUsage(window.getAnalysisUsage())
        .setMergeUsage(window.getMergeUsage())
        .build();
  }
}
