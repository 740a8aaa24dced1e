// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.journal;

import io.trace2skill.journal.JournalRecord;
import io.trace2skill.llm.journal.JournalEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry as it is listed.
 *
 * @param digest of the request, hexadecimal
 * @param entry empty when it cannot be read
 */
record Row(String digest, Instant writtenAt, Optional<JournalEntry> entry) {

  static Row of(JournalRecord record, byte[] entry) {
    return new Row(record.key(), record.writtenAt(), read(entry));
  }

  private static Optional<JournalEntry> read(byte[] entry) {
    try {
      return Optional.of(JournalEntry.read(entry));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns text that does nothing to a terminal. */
  static String harmless(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]", "\uFFFD");
  }
}
