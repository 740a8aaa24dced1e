// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one call per record; see {@link AsyncProcessorSupplier}. Stream thread only. */
final class AsyncProcessor<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {

  private static final Logger log = LoggerFactory.getLogger(AsyncProcessor.class);

  private final AsyncStage<Record<KIn, VIn>, List<Record<KOut, VOut>>> stage;
  private final Function<Record<KIn, VIn>, List<Record<KOut, VOut>>> onAccept;
  private final FailureAction<KIn, VIn, KOut, VOut> onFailure;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ProcessorContext<KOut, VOut> context;

  private @Nullable DeadLetters<KIn, VIn> deadLetters;
  private @Nullable AsyncCalls<Record<KIn, VIn>, List<Record<KOut, VOut>>> calls;

  AsyncProcessor(
      AsyncStage<Record<KIn, VIn>, List<Record<KOut, VOut>>> stage,
      Function<Record<KIn, VIn>, List<Record<KOut, VOut>>> onAccept,
      FailureAction<KIn, VIn, KOut, VOut> onFailure) {
    this.stage = stage;
    this.onAccept = onAccept;
    this.onFailure = onFailure;
  }

  @Override
  public void init(ProcessorContext<KOut, VOut> processorContext) {
    context = processorContext;
    if (onFailure instanceof FailureAction.DeadLetter<KIn, VIn, KOut, VOut> action) {
      deadLetters = new DeadLetters<>(context, action.keys(), action.values());
    }
    calls = stage.calls(context, this::complete);
  }

  @Override
  public void process(Record<KIn, VIn> record) {
    List<Record<KOut, VOut>> outputs = onAccept.apply(record);
    calls()
        .submit(
            deadLetters == null
                ? record
                : DeadLetters.withOrigin(record, context.recordMetadata()));
    outputs.forEach(context::forward);
  }

  @Override
  public void close() {
    if (calls != null) { // init may have failed
      calls.close();
    }
  }

  private void complete(Completion<Record<KIn, VIn>, List<Record<KOut, VOut>>> completion) {
    if (completion
        instanceof Completion.Succeeded<Record<KIn, VIn>, List<Record<KOut, VOut>>> succeeded) {
      succeeded.result().stream()
          .map(result -> deadLetters == null ? result : DeadLetters.withoutOrigin(result))
          .forEach(context::forward);
    } else if (completion
        instanceof Completion.Failed<Record<KIn, VIn>, List<Record<KOut, VOut>>> failed) {
      fail(failed.request(), failed.cause());
    }
  }

  private void fail(Record<KIn, VIn> record, Throwable cause) {
    if (onFailure instanceof FailureAction.Forward<KIn, VIn, KOut, VOut> action) {
      action.outputs().apply(record, cause).forEach(context::forward);
    } else if (onFailure instanceof FailureAction.Skip) {
      log.warn("task {} skips a record whose call failed for good", context.taskId(), cause);
    } else if (deadLetters != null) {
      throw deadLetters.letter(record, cause);
    } else {
      throw new StreamsException("an asynchronous call failed for good", cause);
    }
  }

  private AsyncCalls<Record<KIn, VIn>, List<Record<KOut, VOut>>> calls() {
    if (calls == null) {
      throw new IllegalStateException("init has not run");
    }
    return calls;
  }
}
