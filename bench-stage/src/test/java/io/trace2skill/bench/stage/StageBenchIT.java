// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageBenchIT {

  @TempDir private Path directory;

  @Test
  void measuresAStageInItsOwnProcess() throws Exception {
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    Path out = Files.createDirectory(directory.resolve("out"));
    Report report =
        new Report(new PrintStream(console, true, StandardCharsets.UTF_8), Optional.of(out));
    Path scratch = Files.createDirectory(directory.resolve("scratch"));

    try (Lab lab = Lab.open(scratch)) {
      new Concurrency(List.of(new Concurrency.Case(20, 8, 10, 1_000))).run(lab, report);
    }
    report.writeJson();

    assertThat(console.toString(StandardCharsets.UTF_8))
        .contains("concurrency | stage, 8 in flight at 20 ms")
        .contains("peak in flight 8.00")
        .contains("duplicates 0");
    assertThat(out.resolve("results.json")).content().contains("\"processors\"", "\"of ideal\"");
    assertThat(out.resolve("stage-concurrency.svg")).content().contains("<svg");
  }
}
