// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static java.util.Objects.requireNonNull;

import io.trace2skill.async.AsyncCalls;
import io.trace2skill.async.AsyncStage;
import io.trace2skill.async.Completion;
import io.trace2skill.async.TaskTotals;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.MergeTaskKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.Usage;
import io.trace2skill.merge.Intake.Input;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SkillRecords;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Evolves the skills of one task: takes events and orders, lets the engine merge, publishes. */
final class EvolutionProcessor implements Processor<byte[], byte[], Object, Object> {

  private final MergeConfig config;
  private final Intake intake;
  private final AsyncStage<MergeTask, MergeResult> stage;
  private final String engine;
  private @Nullable ProcessorContext<Object, Object> context;
  private @Nullable AsyncCalls<MergeTask, MergeResult> calls;
  private @Nullable TaskTotals totals;
  private @Nullable Publisher publisher;
  private @Nullable Answers answers;
  private @Nullable Orders orders;
  private @Nullable Publication publication;
  private @Nullable WindowLifecycle lifecycle;

  EvolutionProcessor(
      MergeConfig config, Intake intake, AsyncStage<MergeTask, MergeResult> stage, String engine) {
    this.config = config;
    this.intake = intake;
    this.stage = stage;
    this.engine = engine;
  }

  @Override
  public void init(ProcessorContext<Object, Object> processorContext) {
    context = processorContext;
    totals = new TaskTotals(processorContext, "trace2skill-merge");
    MergeTasks tasks = task -> requireNonNull(calls).submit(task);
    SkillStore skillStore = MergeStores.skills(processorContext);
    WindowStore windows = MergeStores.windows(processorContext);
    NodeStore nodes = MergeStores.nodes(processorContext);
    Publisher sinks = new SinkPublisher(processorContext);
    Answers answering = new Answers(skillStore, sinks, this::now);
    WindowAccounts accounts =
        new WindowAccounts(windows, MergeStores.settled(processorContext), answering);
    Publication published =
        new Publication(skillStore, windows, nodes, accounts, tasks, sinks, engine);
    WindowLifecycle life =
        new WindowLifecycle(
            config.windows(),
            new WindowAssigner(config.windows(), config.fanIn(), skillStore, windows),
            skillStore,
            windows,
            new TreeProgress(nodes, tasks),
            published,
            accounts);
    publisher = sinks;
    answers = answering;
    publication = published;
    lifecycle = life;
    orders = new Orders(skillStore, life, published, answering);
    calls = stage.calls(processorContext, this::completed);
    processorContext.schedule(
        config.tick(),
        PunctuationType.WALL_CLOCK_TIME,
        nowMs -> requireNonNull(lifecycle).tick(Instant.ofEpochMilli(nowMs)));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata place = requireNonNull(context).recordMetadata().orElseThrow();
    String origin = "%s-%d@%d".formatted(place.topic(), place.partition(), place.offset());
    Input input = intake.take(place.topic(), record.key(), record.value(), origin);
    if (input instanceof Input.Analysed analysed) {
      requireNonNull(lifecycle).accept(analysed.event(), analysed.leaf(), now());
    } else if (input instanceof Input.Ordered ordered) {
      obey(ordered.command(), record);
    } else if (input instanceof Input.Refused refused) {
      requireNonNull(publisher).refuse(record.key(), record.value(), refused.why());
      refused
          .instead()
          .ifPresent(event -> requireNonNull(lifecycle).accept(event, Optional.empty(), now()));
      refused.order().ifPresent(order -> answerRefused(order, refused.why()));
    }
  }

  @Override
  public void close() {
    if (calls != null) {
      calls.close();
    }
    if (totals != null) {
      totals.close();
    }
  }

  private void obey(SkillCommand command, Record<byte[], byte[]> record) {
    requireNonNull(orders)
        .obey(command, now())
        .map(problem -> invalidSkill(problem, command))
        .ifPresent(why -> requireNonNull(publisher).refuse(record.key(), record.value(), why));
  }

  private void answerRefused(SkillCommand order, DeadLetter why) {
    requireNonNull(answers).refused(order.getSkill(), order.getCommandId(), why.reason());
  }

  private static DeadLetter invalidSkill(String problem, SkillCommand command) {
    return new DeadLetter(problem, "command", "invalid-skill", "command " + command.getCommandId());
  }

  private void completed(Completion<MergeTask, MergeResult> completion) {
    if (completion instanceof Completion.Succeeded<MergeTask, MergeResult> succeeded) {
      succeeded(succeeded.request(), succeeded.result());
    } else if (completion instanceof Completion.Failed<MergeTask, MergeResult> failed) {
      failed(failed.request(), failed.cause());
    }
  }

  private void succeeded(MergeTask task, MergeResult result) {
    count(task, result.usage(), result.fallbacks());
    if (result instanceof MergeResult.Merged merged) {
      requireNonNull(lifecycle).merged(task, SkillRecords.toRecord(merged.patch()), now());
    } else if (result instanceof MergeResult.Consolidated consolidated) {
      requireNonNull(publication).consolidated(task, consolidated.result(), now());
    }
  }

  private void failed(MergeTask task, Throwable cause) {
    boolean takenOver = !task.getDeterministic();
    count(task, LlmException.usageIn(cause), takenOver ? 1 : 0);
    if (takenOver) {
      requireNonNull(calls).submit(MergeTask.newBuilder(task).setDeterministic(true).build());
    } else if (task.getKind() == MergeTaskKind.CONSOLIDATE) {
      requireNonNull(lifecycle).notConsolidated(task, String.valueOf(cause.getMessage()), now());
    } else {
      throw new IllegalStateException("the deterministic merge failed; its patches stay", cause);
    }
  }

  private void count(MergeTask task, Usage usage, int fallbacks) {
    requireNonNull(lifecycle).countCall(task, usage, fallbacks);
    TaskTotals all = requireNonNull(totals);
    all.add(task.getKind() == MergeTaskKind.MERGE ? "merges" : "consolidations", 1);
    all.add("deterministic-fallbacks", fallbacks);
    usage.forEach((name, amount) -> all.add("model-" + name, amount));
  }

  private Instant now() {
    return Instant.ofEpochMilli(requireNonNull(context).currentSystemTimeMs());
  }
}
