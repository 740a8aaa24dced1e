// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.journal.JournalReader;
import io.trace2skill.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** The journal of calls in a data directory that no run uses at this time. */
public final class LocalJournal {

  private static final Duration MOMENT = Duration.ofMillis(50);

  private LocalJournal() {}

  /**
   * Starts the broker on the data directory, and hands on all records of its journal.
   *
   * @throws DataDirectoryException when it is none, or a run uses it
   * @throws IOException when it cannot be read
   * @throws RunFailedException when the broker does not start
   */
  public static void read(Path dataDirectory, Consumer<JournalRecord> sink)
      throws IOException, DataDirectoryException, RunFailedException, InterruptedException {
    try (DataDirectory data = DataDirectory.openExisting(dataDirectory);
        LocalCluster cluster = new LocalCluster(data)) {
      boolean ready = false;
      while (!ready) {
        ready = cluster.awaitReady(MOMENT);
      }
      new JournalReader(cluster.callJournal()).read(sink);
    }
  }
}
