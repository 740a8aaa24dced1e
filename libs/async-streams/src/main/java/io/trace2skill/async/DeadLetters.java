// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters as Kafka Streams makes its own: key, value and headers of the record, and
 * headers that say where it came from and what happened. Stream thread only.
 */
final class DeadLetters<K, V> {

  private static final String PREFIX = "__streams.errors.";

  /** A model may put its whole answer into a message; the letter still has to fit its topic. */
  private static final int MAX_HEADER_CHARS = 16_000;

  private final Serializer<K> keys;
  private final Serializer<V> values;
  private final String topic;

  /**
   * @throws IllegalStateException when Kafka Streams is not configured for dead letters
   */
  DeadLetters(ProcessingContext context, Serializer<K> keys, Serializer<V> values) {
    this.keys = keys;
    this.values = values;
    this.topic = topic(context);
  }

  /** Returns the record with its origin in the headers, so that it is known when the call ends. */
  static <K, V> Record<K, V> withOrigin(Record<K, V> record, Optional<RecordMetadata> origin) {
    Headers headers = new RecordHeaders(record.headers());
    origin.ifPresent(
        from -> {
          put(headers, "topic", from.topic());
          put(headers, "partition", Integer.toString(from.partition()));
          put(headers, "offset", Long.toString(from.offset()));
        });
    return record.withHeaders(headers);
  }

  /** Returns the record without the headers of {@link #withOrigin}. */
  static <K, V> Record<K, V> withoutOrigin(Record<K, V> record) {
    Headers headers = new RecordHeaders(record.headers());
    headers.remove(PREFIX + "topic").remove(PREFIX + "partition").remove(PREFIX + "offset");
    return record.withHeaders(headers);
  }

  /** Returns what to throw, so that the record of a failed call becomes a dead letter. */
  DeadLetterException letter(Record<K, V> record, Throwable cause) {
    String origin = text(record.headers(), "topic");
    Headers headers = new RecordHeaders(record.headers());
    put(headers, "exception", cause.getClass().getName());
    put(headers, "message", cause.getMessage());
    put(headers, "stacktrace", stackTrace(cause));
    byte[] key = keys.serialize(origin, record.headers(), record.key());
    byte[] value = values.serialize(origin, record.headers(), record.value());
    Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
    return new DeadLetterException(
        new ProducerRecord<>(topic, null, timestamp, key, value, headers), cause);
  }

  private static String topic(ProcessingContext context) {
    Object handler =
        context.appConfigs().get(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG);
    Object topic =
        context.appConfigs().get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    if (handler != DeadLetterExceptionHandler.class || topic == null) {
      throw new IllegalStateException(
          "dead letters need %s=%s and %s"
              .formatted(
                  StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                  DeadLetterExceptionHandler.class.getName(),
                  StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
    }
    return topic.toString();
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(PREFIX + name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private static void put(Headers headers, String name, @Nullable String text) {
    headers.remove(PREFIX + name);
    headers.add(PREFIX + name, text == null ? null : shortened(text).getBytes(UTF_8));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_HEADER_CHARS ? text : text.substring(0, MAX_HEADER_CHARS) + "...";
  }

  private static String stackTrace(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
