// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static java.util.Objects.requireNonNull;

import io.trace2skill.async.AsyncCalls;
import io.trace2skill.async.AsyncStage;
import io.trace2skill.async.Completion;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.MergeTaskKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.merge.MergeTree.Node;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.validate.SkillValidator;
import io.trace2skill.skill.validate.Violation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Evolves the skills of one task: takes events and orders, lets the engine merge, publishes. */
final class EvolutionProcessor
    implements Processor<String, SpecificRecord, String, SpecificRecord> {

  private final MergeConfig config;
  private final AsyncStage<MergeTask, MergeResult> stage;
  private final String engine;
  private final SkillValidator validator = new SkillValidator();
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable AsyncCalls<MergeTask, MergeResult> calls;
  private @Nullable SkillStore skills;
  private @Nullable Publisher publisher;
  private @Nullable Publication publication;
  private @Nullable WindowLifecycle lifecycle;

  EvolutionProcessor(MergeConfig config, AsyncStage<MergeTask, MergeResult> stage, String engine) {
    this.config = config;
    this.stage = stage;
    this.engine = engine;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    MergeTasks tasks = task -> requireNonNull(calls).submit(task);
    SkillStore skillStore = MergeStores.skills(processorContext);
    WindowStore windows = MergeStores.windows(processorContext);
    NodeStore nodes = MergeStores.nodes(processorContext);
    Publisher sinks = new SinkPublisher(processorContext);
    Publication published = new Publication(skillStore, windows, nodes, tasks, sinks, engine);
    TreeProgress tree = new TreeProgress(new MergeTree(config.fanIn()), nodes, tasks);
    skills = skillStore;
    publisher = sinks;
    publication = published;
    lifecycle = new WindowLifecycle(config.windows(), skillStore, windows, tree, published);
    calls = stage.calls(processorContext, this::completed);
    processorContext.schedule(
        config.tick(),
        PunctuationType.WALL_CLOCK_TIME,
        nowMs -> requireNonNull(lifecycle).tick(Instant.ofEpochMilli(nowMs)));
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof AnalysisEvent event) {
      requireNonNull(lifecycle).accept(event, now());
    } else if (record.value() instanceof SkillCommand command) {
      obey(command);
    }
  }

  @Override
  public void close() {
    if (calls != null) {
      calls.close();
    }
  }

  private void obey(SkillCommand command) {
    if (!requireNonNull(skills).isNewCommand(command.getSkill(), command.getCommandId())) {
      return;
    }
    switch (command.getKind()) {
      case REGISTER_BASE -> registerBase(command);
      case CLOSE_WINDOW ->
          requireNonNull(lifecycle)
              .closeByCommand(command.getSkill(), command.getCommandId(), now());
      case UNKNOWN ->
          refuse(command, "this version does not know the order; upgrade it", "unknown");
    }
  }

  private void registerBase(SkillCommand command) {
    SkillDirectory base = SkillRecords.toDirectory(command.getFiles());
    List<Violation> violations = validator.validate(base, command.getSkill());
    if (violations.isEmpty()) {
      requireNonNull(publication).registerBase(command.getSkill(), base, now());
    } else {
      String listed =
          violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
      refuse(command, "the base is no valid skill: " + listed, "invalid-skill");
    }
  }

  private void refuse(SkillCommand command, String reason, String cause) {
    DeadLetter why = new DeadLetter(reason, "command", cause, "command " + command.getCommandId());
    requireNonNull(publisher).refuse(command, why);
  }

  private void completed(Completion<MergeTask, MergeResult> completion) {
    if (completion instanceof Completion.Succeeded<MergeTask, MergeResult> succeeded) {
      succeeded(succeeded.request(), succeeded.result());
    } else if (completion instanceof Completion.Failed<MergeTask, MergeResult> failed) {
      failed(failed.request(), failed.cause());
    }
  }

  private void succeeded(MergeTask task, MergeResult result) {
    if (result instanceof MergeResult.Merged merged) {
      Node node = new Node(task.getLevel(), task.getIndex());
      requireNonNull(lifecycle).merged(window(task), node, SkillRecords.toRecord(merged.patch()));
    } else if (result instanceof MergeResult.Consolidated consolidated) {
      requireNonNull(publication).consolidated(task, consolidated.result(), now());
    }
  }

  private void failed(MergeTask task, Throwable cause) {
    if (!task.getDeterministic()) {
      requireNonNull(lifecycle).countFallback(window(task));
      requireNonNull(calls).submit(MergeTask.newBuilder(task).setDeterministic(true).build());
    } else if (task.getKind() == MergeTaskKind.CONSOLIDATE) {
      requireNonNull(lifecycle)
          .keepEvidence(
              window(task),
              task.getGroup().get(0),
              "the consolidation failed (" + cause + "); its patches are kept for the next window",
              now());
    } else {
      throw new IllegalStateException("the deterministic merge failed; its patches stay", cause);
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(requireNonNull(context).currentSystemTimeMs());
  }

  private static WindowId window(MergeTask task) {
    return new WindowId(task.getSkill(), task.getWindow());
  }
}
