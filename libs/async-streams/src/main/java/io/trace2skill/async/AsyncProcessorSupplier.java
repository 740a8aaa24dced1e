// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Processor;
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
 * <p>A call that fails for good stops the stream thread, and the record is called again after the
 * next start. Choose something else with one of {@link #onFailure}, {@link #skipFailures} and
 * {@link #deadLetters}.
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
  private final FailureAction<KIn, VIn, KOut, VOut> onFailure;

  /**
   * Creates a supplier whose stage fails the stream thread when a call fails for good.
   *
   * @param stage built with {@link #records} as the serde of requests
   */
  public AsyncProcessorSupplier(AsyncStage<Record<KIn, VIn>, List<Record<KOut, VOut>>> stage) {
    this(stage, record -> List.of(), new FailureAction.Stop<>());
  }

  private AsyncProcessorSupplier(
      AsyncStage<Record<KIn, VIn>, List<Record<KOut, VOut>>> stage,
      Function<Record<KIn, VIn>, List<Record<KOut, VOut>>> onAccept,
      FailureAction<KIn, VIn, KOut, VOut> onFailure) {
    this.stage = requireNonNull(stage, "stage");
    this.onAccept = requireNonNull(onAccept, "onAccept");
    this.onFailure = onFailure;
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
   * Returns a check for {@link AsyncStageBuilder#resultCheck} that fails calls whose results Kafka
   * could not take: too large, or not serialisable. Otherwise the producer finds out, and the
   * stream thread stops again and again, because no transaction with such a result can commit. It
   * serialises each result once more.
   *
   * @param topic where the results go, for the serialisers
   * @param maxBytes key and value of one record; leave some hundred bytes below the producer's
   *     {@code max.request.size} and the topic's {@code max.message.bytes}
   */
  public static <K, V> Consumer<List<Record<K, V>>> sizeLimit(
      String topic, Serde<K> keys, Serde<V> values, int maxBytes) {
    return new SizeLimit<>(topic, keys.serializer(), values.serializer(), maxBytes);
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
    return with(new FailureAction.Forward<>(requireNonNull(outputs, "outputs")));
  }

  /**
   * Returns a supplier that drops records whose calls fail for good. They are logged as warnings
   * and counted as failed.
   */
  public AsyncProcessorSupplier<KIn, VIn, KOut, VOut> skipFailures() {
    return with(new FailureAction.Skip<>());
  }

  /**
   * Returns a supplier that makes records whose calls fail for good dead letters of Kafka Streams:
   * on the topic {@code errors.dead.letter.queue.topic.name}, with the headers {@code
   * __streams.errors.*} that Kafka Streams gives its own, in the transaction that forgets them.
   * Needs the {@link DeadLetterExceptionHandler} as {@code processing.exception.handler}.
   *
   * <p>Key and value are serialised anew; for the original bytes, whatever they are, read the input
   * as {@code byte[]} and decode in the function. The function sees the headers that say where the
   * record came from; results do not carry them. The topic must take the largest input record and
   * some 50 KB of headers.
   *
   * @param keys writes the key of the dead letter; must pass null through
   * @param values writes its value; must pass null through
   */
  public AsyncProcessorSupplier<KIn, VIn, KOut, VOut> deadLetters(
      Serde<KIn> keys, Serde<VIn> values) {
    return with(new FailureAction.DeadLetter<>(keys.serializer(), values.serializer()));
  }

  @Override
  public Processor<KIn, VIn, KOut, VOut> get() {
    return new AsyncProcessor<>(stage, onAccept, onFailure);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(stage.store());
  }

  private AsyncProcessorSupplier<KIn, VIn, KOut, VOut> with(
      FailureAction<KIn, VIn, KOut, VOut> action) {
    return new AsyncProcessorSupplier<>(stage, onAccept, action);
  }
}
