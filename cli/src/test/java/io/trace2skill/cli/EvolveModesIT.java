// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.cli.files.SkillDirectoryReader;
import io.trace2skill.skill.validate.SkillValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to consolidate that the tree of merges is compared with. */
final class EvolveModesIT {

  private static final String SKILL = "calculator";

  @TempDir private Path dir;

  private CommandRun evolve(String... more) throws IOException {
    Path input = dir.resolve("runs.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      lines.append(Trajectories.failing("run-" + i, i % Trajectories.errors()));
    }
    Files.writeString(input, lines);
    String[] fixed = {
      "evolve", "--quiet", "--skill", SKILL, "--out", out(), "--trajectories", input.toString()
    };
    String[] args = new String[fixed.length + more.length];
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return CommandRun.of(args);
  }

  private String out() {
    return dir.resolve("out").toString();
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(dir.resolve("out/report.json").toFile());
  }

  @Test
  void makesAVersionAfterEachBatchWhenSequential() throws Exception {
    CommandRun run = evolve("--consolidation", "sequential", "--sequential-batch", "2");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(report().at("/windows"))
        .extracting(window -> window.get("patched").asLong())
        .containsExactly(2L, 2L, 1L);
    assertThat(report().at("/snapshot/version").asLong()).isBetween(2L, 3L);
    assertThat(report().at("/counts/patched").asLong()).isEqualTo(5);
    assertThat(
            new SkillValidator()
                .validate(SkillDirectoryReader.read(dir.resolve("out/" + SKILL)), SKILL))
        .isEmpty();
  }

  @Test
  void goesOnWithTheNextBatchInALaterRun() throws Exception {
    String[] args = {
      "--consolidation", "sequential", "--sequential-batch", "4", "--data-dir", dir + "/data"
    };
    assertThat(evolve(args).exitCode()).isZero();
    long version = report().at("/snapshot/version").asLong();

    CommandRun again = evolve(args);

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(report().at("/snapshot/version").asLong()).isEqualTo(version);
    assertThat(report().at("/counts/patched").asLong()).isEqualTo(5);
  }

  @Test
  void keepsEachLessonInABankThatCanBeAsked() throws Exception {
    CommandRun run = evolve("--consolidation", "bank");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(dir.resolve("out/" + SKILL)).doesNotExist();
    Path bank = dir.resolve("out/" + SKILL + ".bank.jsonl");
    assertThat(run.out()).contains(bank.toString());

    CommandRun query =
        CommandRun.of("bank", "query", "--bank", bank.toString(), "--json", "division by zero");

    assertThat(query.exitCode()).as(query.err()).isZero();
    JsonNode first = new ObjectMapper().readTree(query.out()).get(0);
    assertThat(first.get("text").asText()).containsIgnoringCase("zero");
    assertThat(first.get("trajectory").asText()).isEqualTo("run-3");
  }

  @Test
  void saysWhatIsWrongWithTheWay() throws Exception {
    assertThat(evolve("--consolidation", "sideways").err()).contains("hierarchical, sequential");
    assertThat(evolve("--sequential-batch", "4").err()).contains("--consolidation sequential");
  }
}
