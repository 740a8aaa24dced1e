// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.ingest;

import io.trace2skill.schemas.DeadLetter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which rejected inputs have their dead letter already, so that reading the same inputs again adds
 * none. One thread only.
 */
public final class KnownRejections {

  private final Set<String> rejections = new HashSet<>();

  /** Remembers a record of the dead letters, when it is one of an import. */
  public void take(ConsumerRecord<String, byte[]> record) {
    DeadLetter letter = DeadLetter.of(record.headers());
    if (letter.stage().equals("import") && record.value() != null) {
      add(letter.origin(), record.value());
    }
  }

  /** Remembers something that was rejected and returns whether it is new. */
  public boolean add(String origin, byte[] raw) {
    return rejections.add(origin + '\0' + sha256(raw));
  }

  /** Returns how many there are. */
  public int count() {
    return rejections.size();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
