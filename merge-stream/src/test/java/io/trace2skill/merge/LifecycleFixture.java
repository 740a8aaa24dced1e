// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysedOutcome;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.EvolutionState;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.MergeTaskKind;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.OutstandingAnalysis;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.WindowState;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.Consolidator;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.LexicalSimilarity;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.PatchMerger;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Windows on stores in memory, with an engine that answers when and as the test says. */
final class LifecycleFixture implements Publisher, AutoCloseable {

  static final String SKILL = "sheets";

  private final SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://lifecycle"));
  private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
  private final List<KeyValueStore<?, ?>> stores = new ArrayList<>();
  private final PatchMerger merger = new PatchMerger();
  private final Consolidator consolidator = new Consolidator(new LexicalSimilarity());
  private final WindowPolicies policies;
  private final List<EditId> accounted = new ArrayList<>();
  private final List<SkillSnapshot> published = new ArrayList<>();
  private final List<Object> log = new ArrayList<>();
  final List<MergeTask> pending = new ArrayList<>();
  final SkillStore skills;
  final WindowStore windows;
  final NodeStore nodes;
  private final KeyValueStore<String, MergedPatchRecord> nodeValues;
  private final SettledStore settled;
  private Publication publication;
  private WindowLifecycle lifecycle;
  private Orders orders;
  Instant now = Instant.parse("2026-03-28T12:00:00Z");

  LifecycleFixture(WindowPolicy policy, int fanIn) {
    this.policies = WindowPolicies.same(policy);
    this.skills =
        new SkillStore(
            store("a", SkillSnapshot.class, SkillSnapshot.getClassSchema()),
            store("g", SkillSnapshot.class, SkillSnapshot.getClassSchema()),
            store("b", EvolutionState.class, EvolutionState.getClassSchema()));
    this.windows =
        new WindowStore(
            store("c", WindowState.class, WindowState.getClassSchema()),
            store("d", OutstandingAnalysis.class, OutstandingAnalysis.getClassSchema()));
    this.nodeValues = store("e", MergedPatchRecord.class, MergedPatchRecord.getClassSchema());
    this.nodes = new NodeStore(nodeValues);
    this.settled =
        new SettledStore(store("f", SettledWindow.class, SettledWindow.getClassSchema()));
    restart(fanIn);
  }

  /** Makes everything anew but the stores and what the engine has been asked, as a restart does. */
  void restart(int fanIn) {
    Answers answering = new Answers(skills, this, () -> now);
    WindowAccounts accounts = new WindowAccounts(windows, settled, answering);
    this.publication =
        new Publication(skills, windows, nodes, accounts, pending::add, this, "rules/test");
    this.lifecycle =
        new WindowLifecycle(
            policies,
            new WindowAssigner(policies, fanIn, skills, windows),
            skills,
            windows,
            new TreeProgress(nodes, pending::add),
            publication,
            accounts);
    this.orders = new Orders(skills, lifecycle, publication, answering);
  }

  /** Gives an order whose content is fine. */
  void order(SkillCommand.Builder order) {
    Optional<String> problem = orders.obey(order.setSkill(SKILL).setIssuedAt(now).build(), now);
    assertThat(problem).isEmpty();
  }

  void started(String trajectory, Instant eventTime) {
    lifecycle.accept(event(trajectory, AnalysisKind.STARTED, eventTime), Optional.empty(), now);
  }

  /** An analysis that starts and proposes what no other trajectory does. */
  void patched(String trajectory, Instant eventTime) {
    started(trajectory, eventTime);
    lifecycle.accept(
        event(trajectory, AnalysisKind.PATCH_PROPOSED, eventTime),
        Optional.of(merger.leaf(patch(trajectory, "observation of " + trajectory))),
        now);
  }

  void ended(String trajectory, AnalysisKind kind, Instant eventTime) {
    Optional<MergedPatch> leaf =
        kind == AnalysisKind.PATCH_PROPOSED
            ? Optional.of(merger.leaf(patch(trajectory)))
            : Optional.empty();
    lifecycle.accept(event(trajectory, kind, eventTime), leaf, now);
  }

  void closeByCommand(String id) {
    order(SkillCommand.newBuilder().setKind(CommandKind.CLOSE_WINDOW).setCommandId(id));
  }

  void advance(Duration time) {
    now = now.plus(time);
    lifecycle.tick(now);
  }

  /** Lets the engine answer the pending call at that place. */
  void complete(int index) {
    MergeTask task = pending.remove(index);
    List<MergedPatch> group = task.getGroup().stream().map(SkillRecords::toMergedPatch).toList();
    if (task.getKind() == MergeTaskKind.MERGE) {
      lifecycle.merged(task, SkillRecords.toRecord(merger.merge(group)), now);
      return;
    }
    ConsolidationResult result =
        consolidator.consolidate(
            group.get(0),
            SkillRecords.toDirectory(task.getBase()),
            ConsolidationPolicy.defaults(SKILL));
    publication.consolidated(task, result, now);
    boolean settledNow = windows.find(new WindowId(SKILL, task.getWindow())).isEmpty();
    if (settledNow && result instanceof NothingToPublish nothing) {
      nothing.dropped().forEach(drop -> account(drop.edit()));
    }
  }

  /** Lets the engine answer until it is asked no more. */
  void completeAll() {
    while (!pending.isEmpty()) {
      complete(0);
    }
  }

  /** Lets the pending call at that place fail for good, when it is a consolidation. */
  void fail(int index) {
    if (pending.get(index).getKind() == MergeTaskKind.CONSOLIDATE) {
      lifecycle.notConsolidated(pending.remove(index), "no idea", now);
    }
  }

  /** Returns every edit that a version, or the account of a window without one, tells of. */
  List<EditId> accounted() {
    return accounted;
  }

  /** Returns the edits that wait in merge trees. */
  List<EditId> waiting() {
    return Prefixes.all(nodeValues).stream()
        .flatMap(value -> SkillRecords.toMergedPatch(value).accountedFor().stream())
        .toList();
  }

  List<SkillSnapshot> published() {
    return published;
  }

  /** Returns what was sent, in this order: versions, answers, and for a deletion the skill. */
  List<Object> log() {
    return log;
  }

  @Override
  public void delete(String skill, Instant at) {
    log.add(skill);
  }

  @Override
  public void answer(CommandAnswer answer) {
    log.add(answer);
  }

  @Override
  public void publish(SkillSnapshot snapshot) {
    published.add(snapshot);
    log.add(snapshot);
    snapshot
        .getEdits()
        .forEach(edit -> account(SkillRecords.toSourcedEdit(edit, snapshot.getTrajectories())));
    snapshot.getDropped().stream()
        .map(drop -> SkillRecords.toDroppedEdit(drop, snapshot.getTrajectories()))
        .map(DroppedEdit::edit)
        .forEach(this::account);
  }

  @Override
  public void refuse(byte[] key, byte[] value, DeadLetter why) {
    throw new AssertionError("nothing is refused here: " + why);
  }

  @Override
  public void close() {
    stores.forEach(KeyValueStore::close);
  }

  private void account(SourcedEdit edit) {
    accounted.addAll(edit.sources());
  }

  private static Patch patch(String trajectory) {
    return patch(trajectory, "observation " + Math.floorMod(trajectory.hashCode(), 5));
  }

  private static Patch patch(String trajectory, String observation) {
    Edit edit =
        Edit.of("SKILL.md", EditOp.APPEND_TO_SECTION)
            .withTargetSection("## Tool errors")
            .withContent("- **Avoid " + observation + ":** it fails.")
            .withGround(new Ground("tool-error", observation));
    return new Patch(trajectory, "why", List.of(edit), List.of(), Optional.empty());
  }

  private static AnalysisEvent event(String trajectory, AnalysisKind kind, Instant eventTime) {
    return AnalysisEvent.newBuilder()
        .setKind(kind)
        .setTrajectoryId(trajectory)
        .setSkill(SKILL)
        .setEventTime(eventTime)
        .setOutcome(AnalysedOutcome.FAILURE)
        .build();
  }

  private <T extends SpecificRecord> KeyValueStore<String, T> store(
      String name, Class<T> type, Schema schema) {
    KeyValueStore<String, T> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name),
                Serdes.String(),
                AvroSerde.of(type, schema, registry))
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    stores.add(store);
    return store;
  }
}
