// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Decides which records of a log an evolution learns from. */
interface Selection {

  /**
   * A record that is learned from.
   *
   * @param trajectoryId whose it is
   * @param copies what the evolution's topic gets for it
   */
  record Selected(String trajectoryId, List<ProducerRecord<String, byte[]>> copies) {}

  /**
   * Returns what to learn from a record; empty when it is none of the evolution's.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when it cannot be decoded
   */
  Optional<Selected> select(ConsumerRecord<String, byte[]> record);

  /** Returns whose a record is that was copied before. */
  String trajectoryId(ConsumerRecord<String, byte[]> copy);
}
