// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.schemas.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A dead letter as it is read from its topic. */
final class Letter {

  /** The stage of the note that a letter was sent again; its origin is the letter's id. */
  static final String RETRY_STAGE = "retry";

  private static final Pattern PLACE =
      Pattern.compile("(?:^|\\(at )([A-Za-z0-9._-]+)-(\\d+)@(\\d+)\\)?$");

  private final ConsumerRecord<byte[], byte[]> record;
  private final DeadLetter why;

  Letter(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
    this.why = DeadLetter.of(record.headers());
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  LetterId id() {
    return new LetterId(record.partition(), record.offset());
  }

  DeadLetter why() {
    return why;
  }

  Instant at() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  boolean isNote() {
    return why.stage().equals(RETRY_STAGE);
  }

  /** Returns the key as text; empty when there is none. */
  String key() {
    return record.key() == null ? "" : new String(record.key(), UTF_8);
  }

  int bytes() {
    return record.value() == null ? 0 : record.value().length;
  }

  /** Returns the topic that the original came from; empty when it came from none. */
  Optional<String> topic() {
    return topicIn(why.origin()).or(() -> topicIn(why.reason()));
  }

  private static Optional<String> topicIn(String text) {
    Matcher matcher = PLACE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
