// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.StreamsException;

/** Carries a dead letter from a completion to the {@link DeadLetterExceptionHandler}. */
final class DeadLetterException extends StreamsException {

  private static final long serialVersionUID = 1L;

  private final transient ProducerRecord<byte[], byte[]> letter;

  DeadLetterException(ProducerRecord<byte[], byte[]> letter, Throwable cause) {
    super("a call failed for good; its record becomes a dead letter", cause);
    this.letter = letter;
  }

  List<ProducerRecord<byte[], byte[]>> letters() {
    return List.of(letter);
  }
}
