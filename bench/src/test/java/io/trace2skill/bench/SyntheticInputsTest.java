// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticInputsTest {

  @TempDir private Path directory;

  @Test
  void aRunHasAboutTenKilobytesAndHalfOfThemFail() throws IOException {
    List<String> lines = written(1);

    assertThat(lines).hasSize(20);
    assertThat(lines.stream().mapToInt(String::length).average().orElse(0))
        .isBetween(8_000.0, 12_000.0);
    assertThat(lines.stream().filter(line -> line.contains("\"toolError\":true"))).hasSize(10);
    assertThat(lines.stream().filter(line -> line.contains("\"status\":\"failure\""))).hasSize(10);
  }

  @Test
  void theSameSeedGivesTheSameRuns() throws IOException {
    List<String> first = written(1);
    assertThat(written(1)).isEqualTo(first);
    assertThat(written(2)).isNotEqualTo(first);
  }

  private List<String> written(long seed) throws IOException {
    Path file = directory.resolve("runs.jsonl");
    new SyntheticTrajectories(seed).write(file, 20);
    return Files.readAllLines(file);
  }

  @Test
  void theSkillHasAboutTwoHundredLines() {
    assertThat(SyntheticSkill.text().lines().count()).isBetween(180L, 230L);
    assertThat(SyntheticSkill.text()).contains("## Joining").doesNotContain("## Charts");
  }
}
