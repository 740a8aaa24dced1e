// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.time.Duration;
import java.util.Map;

/**
 * Where a journal is, and how long is waited for it.
 *
 * @param clients settings of Kafka clients, with {@code bootstrap.servers}; what a journal depends
 *     on is set over them
 * @param topic name of its topic; somebody else creates it
 * @param maxRecordBytes most bytes of a record, as the topic allows; positive
 * @param startPatience how long searches wait, from the opening on, until all that the topic held
 *     at the start is known; after that they go on with what is known. Positive
 * @param readPatience how long reading entries that are known to exist may take; positive
 */
public record JournalSettings(
    Map<String, Object> clients,
    String topic,
    int maxRecordBytes,
    Duration startPatience,
    Duration readPatience) {

  private static final Duration START_PATIENCE = Duration.ofMinutes(1);
  private static final Duration READ_PATIENCE = Duration.ofSeconds(30);

  public JournalSettings {
    clients = Map.copyOf(clients);
    if (topic.isBlank()) {
      throw new IllegalArgumentException("a journal needs the name of its topic");
    }
    if (maxRecordBytes < 1 || !isPositive(startPatience) || !isPositive(readPatience)) {
      throw new IllegalArgumentException("sizes and times of a journal must be positive");
    }
  }

  /** Returns settings that wait a minute for the start and half a minute for an entry. */
  public static JournalSettings of(Map<String, Object> clients, String topic, int maxRecordBytes) {
    return new JournalSettings(clients, topic, maxRecordBytes, START_PATIENCE, READ_PATIENCE);
  }

  /** Returns the same settings with another patience at the start. */
  public JournalSettings withStartPatience(Duration patience) {
    return new JournalSettings(clients, topic, maxRecordBytes, patience, readPatience);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
