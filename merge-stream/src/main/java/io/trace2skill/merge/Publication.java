// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.MergeTaskKind;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import io.trace2skill.merge.MergeTree.Node;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.TrajectoryTable;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.Consolidation;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private final WindowAccounts accounts;
  private final MergeTasks tasks;
  private final Publisher publisher;
  private final String engine;

  Publication(
      SkillStore skills,
      WindowStore windows,
      NodeStore nodes,
      WindowAccounts accounts,
      MergeTasks tasks,
      Publisher publisher,
      String engine) {
    this.skills = skills;
    this.windows = windows;
    this.nodes = nodes;
    this.accounts = accounts;
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
    if (skills.isPinned(task.getSkill())) {
      putBack(window, task);
      return;
    }
    if (task.getBaseVersion() != skills.version(task.getSkill())) {
      tasks.submit(onto(task)); // the skill became another one meanwhile
      return;
    }
    if (result instanceof Published published) {
      SkillSnapshot snapshot = snapshot(window, published.consolidation(), now);
      publish(snapshot);
      accounts.published(window, snapshot.getVersion());
    } else if (result instanceof NothingToPublish nothing) {
      accounts.nothing(window, nothing.reason(), nothing.dropped());
    }
    startNext(task.getSkill());
  }

  /** The skill was pinned meanwhile: the window waits for its turn again. */
  private void putBack(WindowState window, MergeTask task) {
    nodes.put(WindowStore.id(window), new Node(0, 0), task.getGroup().get(0));
    windows.put(WindowState.newBuilder(window).setPhase(WindowPhase.READY).build());
  }

  /** Publishes a base that an operator registered and returns its version. */
  long registerBase(SkillCommand order, SkillDirectory base, Instant now) {
    return publish(
        version(order.getSkill(), base, now)
            .setCause(SnapshotCause.BASE)
            .setCommandId(order.getCommandId())
            .build());
  }

  /** Publishes the files of an earlier version again and returns the new version. */
  long restore(SkillCommand order, SkillSnapshot earlier, Instant now) {
    return publish(
        version(order.getSkill(), SkillRecords.toDirectory(earlier.getFiles()), now)
            .setCause(SnapshotCause.ROLLBACK)
            .setRestoredVersion(earlier.getVersion())
            .setCommandId(order.getCommandId())
            .build());
  }

  /** Takes the skill away; what is published for it next gets the next number. */
  void delete(String skill, Instant now) {
    skills.delete(skill);
    publisher.delete(skill, now);
  }

  /** Removes the only node that the window's tree has left and returns its value. */
  MergedPatchRecord takeRoot(WindowState window) {
    WindowId id = WindowStore.id(window);
    return nodes.take(id, nodes.nodes(id).get(0));
  }

  /**
   * Lets the window whose turn it is be consolidated, when its root is ready and the skill is not
   * pinned.
   */
  void startNext(String skill) {
    if (skills.isPinned(skill)) {
      return;
    }
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

  private long publish(SkillSnapshot snapshot) {
    skills.publish(snapshot);
    publisher.publish(snapshot);
    return snapshot.getVersion();
  }

  private SkillSnapshot snapshot(WindowState window, Consolidation made, Instant now) {
    TrajectoryTable table = new TrajectoryTable();
    return version(window.getSkill(), made.skill(), now)
        .setCause(SnapshotCause.EVOLUTION)
        .setBaseDigest(skills.base(window.getSkill()).digest())
        .setWindow(WindowAccounts.summary(window))
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
        .setVersion(skills.lastVersion(skill) + 1)
        .setParentVersion(parent.orElse(null))
        .setDigest(files.digest())
        .setFiles(SkillRecords.toRecords(files))
        .setCreatedAt(now);
  }
}
