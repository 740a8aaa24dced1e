// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.schemas.DeadLetter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Sends records that cannot be decoded to the dead letters and goes on. */
public final class UndecodableRecords implements DeserializationExceptionHandler {

  /** Setting that names the topic of dead letters. */
  static final String TOPIC = "trace2skill.dead.letters.topic";

  private String topic = "";

  @Override
  public void configure(Map<String, ?> settings) {
    topic = String.valueOf(settings.get(TOPIC));
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    DeadLetter why =
        new DeadLetter(
            String.valueOf(exception.getMessage()),
            "decode",
            exception.getClass().getName(),
            "%s-%d@%d".formatted(context.topic(), context.partition(), context.offset()));
    return Response.resume(
        List.of(
            new ProducerRecord<>(topic, null, null, record.key(), record.value(), why.headers())));
  }
}
