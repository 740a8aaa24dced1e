// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Refuses results that Kafka could not take, by serialising them once more. */
record SizeLimit<K, V>(String topic, Serializer<K> keys, Serializer<V> values, int maxBytes)
    implements Consumer<List<Record<K, V>>> {

  @Override
  public void accept(List<Record<K, V>> results) {
    for (Record<K, V> result : results) {
      int bytes =
          length(keys.serialize(topic, result.headers(), result.key()))
              + length(values.serialize(topic, result.headers(), result.value()));
      if (bytes > maxBytes) {
        throw new RecordTooLargeException(
            "a result has %d bytes and at most %d pass".formatted(bytes, maxBytes));
      }
    }
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
