// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is copied in one transaction. Where one ends follows from the log alone, so that every
 * replay of a log is fed the same chunks, whenever it was interrupted. Not thread-safe.
 */
final class Chunk {

  /** Far below what a window may hold, so that a chunk never fills one by itself. */
  static final int BYTES = 512 * 1024;

  private static final int RECORDS_SEEN = 20_000;

  private final List<ProducerRecord<String, byte[]>> copies = new ArrayList<>();
  private long bytes;
  private int seen;

  void see() {
    seen++;
  }

  void add(List<ProducerRecord<String, byte[]>> further) {
    copies.addAll(further);
    further.forEach(copy -> bytes += copy.value().length);
  }

  boolean isFull() {
    return bytes >= BYTES || seen >= RECORDS_SEEN;
  }

  List<ProducerRecord<String, byte[]>> copies() {
    return copies;
  }
}
