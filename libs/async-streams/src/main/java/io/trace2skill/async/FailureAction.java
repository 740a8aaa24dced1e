// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;

/** What an {@link AsyncProcessorSupplier} does with a record whose call failed for good. */
sealed interface FailureAction<KIn, VIn, KOut, VOut> {

  /** The stream thread stops; the record stays pending. */
  record Stop<KIn, VIn, KOut, VOut>() implements FailureAction<KIn, VIn, KOut, VOut> {}

  /** The record is dropped. */
  record Skip<KIn, VIn, KOut, VOut>() implements FailureAction<KIn, VIn, KOut, VOut> {}

  /** Other records take its place. */
  record Forward<KIn, VIn, KOut, VOut>(
      BiFunction<Record<KIn, VIn>, Throwable, List<Record<KOut, VOut>>> outputs)
      implements FailureAction<KIn, VIn, KOut, VOut> {}

  /** The record goes to the dead letter topic of Kafka Streams. */
  record DeadLetter<KIn, VIn, KOut, VOut>(Serializer<KIn> keys, Serializer<VIn> values)
      implements FailureAction<KIn, VIn, KOut, VOut> {}
}
