// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal's commands say to those who use them wrongly. */
final class JournalCommandTest {

  @TempDir private Path dir;

  @Test
  void aCommandIsNeeded() {
    assertThat(CommandRun.of("journal").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("journal").err()).contains("ls or show");
  }

  @Test
  void aDirectoryThatNoRunMadeIsRefused() {
    CommandRun run = CommandRun.of("journal", "ls", "--data-dir", dir.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--data-dir: ", "is no data directory of a run");
  }

  @Test
  void whatIsNoDigestAndNoLimitIsRefused() {
    CommandRun show = CommandRun.of("journal", "show", "merge");
    CommandRun ls = CommandRun.of("journal", "ls", "--limit", "0");

    assertThat(show.exitCode()).isEqualTo(2);
    assertThat(show.err()).contains("hexadecimal digits only: merge");
    assertThat(ls.exitCode()).isEqualTo(2);
    assertThat(ls.err()).contains("--limit must be at least 1: 0");
  }
}
