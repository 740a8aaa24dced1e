// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The ready-made case: one call per record, whose result is the list of records to forward. Brings
 * its own store, so that {@code stream.process(supplier)} is all a topology needs.
 *
 * <p>The function sees the record with its timestamp and headers (key and value may be null) and
 * answers with records derived from it ({@code record.withValue(...)}), which keep both.
 *
 * @param <KIn> the input's key
 * @param <VIn> the input's value
 * @param <KOut> the outputs' key
 * @param <VOut> the outputs' value
 */
public final class AsyncProcessorSupplier<KIn, VIn, KOut, VOut>
    implements ProcessorSupplier<KIn, VIn, KOut, VOut> {

  private final AsyncStage<Record<KIn, VIn>, List<Record<KOut, VOut>>> stage;
  private final Function<Record<KIn, VIn>, List<Record<KOut, VOut>>> onAccept;
  private final BiFunction<Record<KIn, VIn>, Throwable, List<Record<KOut, VOut>>> onFailure;

  /**
   * Creates a supplier whose stage fails the stream thread when a call fails for good.
   *
   * @param stage built with {@link #records} as the serde of requests
   */
  public AsyncProcessorSupplier(AsyncStage<Record<KIn, VIn>, List<Record<KOut, VOut>>> stage) {
    this(stage, record -> List.of(), AsyncProcessorSupplier::rethrow);
  }

  private AsyncProcessorSupplier(
      AsyncStage<Record<KIn, VIn>, List<Record<KOut, VOut>>> stage,
      Function<Record<KIn, VIn>, List<Record<KOut, VOut>>> onAccept,
      BiFunction<Record<KIn, VIn>, Throwable, List<Record<KOut, VOut>>> onFailure) {
    this.stage = requireNonNull(stage, "stage");
    this.onAccept = requireNonNull(onAccept, "onAccept");
    this.onFailure = requireNonNull(onFailure, "onFailure");
  }

  /**
   * Returns the serde for a stage whose requests are whole records.
   *
   * @param keys must pass null through, as Kafka's own serdes do
   * @param values must pass null through
   */
  public static <K, V> Serde<Record<K, V>> records(Serde<K> keys, Serde<V> values) {
    return new RecordSerde<>(keys, values);
  }

  /**
   * Returns a supplier that also forwards these records when it accepts an input record, in the
   * transaction that consumes it and before any result.
   */
  public AsyncProcessorSupplier<KIn, VIn, KOut, VOut> onAccept(
      Function<Record<KIn, VIn>, List<Record<KOut, VOut>>> outputs) {
    return new AsyncProcessorSupplier<>(stage, outputs, onFailure);
  }

  /** Returns a supplier that forwards these records instead when a call fails for good. */
  public AsyncProcessorSupplier<KIn, VIn, KOut, VOut> onFailure(
      BiFunction<Record<KIn, VIn>, Throwable, List<Record<KOut, VOut>>> outputs) {
    return new AsyncProcessorSupplier<>(stage, onAccept, outputs);
  }

  @Override
  public Processor<KIn, VIn, KOut, VOut> get() {
    return new AsyncProcessor();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(stage.store());
  }

  private static <K, V, T> List<T> rethrow(Record<K, V> record, Throwable cause) {
    throw new StreamsException("an asynchronous call failed for good", cause);
  }

  private final class AsyncProcessor implements Processor<KIn, VIn, KOut, VOut> {

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    private ProcessorContext<KOut, VOut> context;

    @SuppressWarnings("NullAway.Init")
    private AsyncCalls<Record<KIn, VIn>, List<Record<KOut, VOut>>> calls;

    @Override
    public void init(ProcessorContext<KOut, VOut> processorContext) {
      context = processorContext;
      calls = stage.calls(processorContext, this::complete);
    }

    @Override
    public void process(Record<KIn, VIn> record) {
      onAccept.apply(record).forEach(context::forward);
      calls.submit(record);
    }

    @Override
    public void close() {
      calls.close();
    }

    private void complete(Completion<Record<KIn, VIn>, List<Record<KOut, VOut>>> completion) {
      List<Record<KOut, VOut>> outputs =
          completion instanceof Completion.Failed<Record<KIn, VIn>, List<Record<KOut, VOut>>> failed
              ? onFailure.apply(failed.request(), failed.cause())
              : ((Completion.Succeeded<Record<KIn, VIn>, List<Record<KOut, VOut>>>) completion)
                  .result();
      outputs.forEach(context::forward);
    }
  }
}
