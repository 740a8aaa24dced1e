// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.journal;

import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.run.DataDirectoryException;
import io.trace2skill.cli.run.LocalJournal;
import io.trace2skill.cli.run.RunFailedException;
import io.trace2skill.journal.JournalReader;
import io.trace2skill.journal.JournalRecord;
import io.trace2skill.journal.JournalSettings;
import io.trace2skill.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which journal is meant, and how it is told of. */
final class JournalOptions {

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The journal of evolve --data-dir DIR, while no run uses it, instead of a cluster's.")
  private @Nullable Path dataDir;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  /** Hands on all records; those of one key in the order in which they were written. */
  void read(Consumer<JournalRecord> sink)
      throws IOException, DataDirectoryException, RunFailedException, InterruptedException {
    if (dataDir != null) {
      LocalJournal.read(dataDir, sink);
      return;
    }
    new JournalReader(
            JournalSettings.of(
                cluster.clientSettings(), cluster.topics().callJournal(), Topics.MAX_RECORD_BYTES))
        .read(sink);
  }
}
