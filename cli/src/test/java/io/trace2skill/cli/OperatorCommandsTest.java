// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators' commands say without a cluster. */
final class OperatorCommandsTest {

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingest --skill Not_A_Name -",
        "ingest --skill a no-such-file",
        "ingest --skill a - -",
        "ingest --skill a --format yaml -",
        "ingest -",
        "pull Not_A_Name --to x",
        "pull a",
        "pull a --to x --version 0",
        "pull a --to x --hook-timeout 0",
        "watch --to x",
        "topics --partitions 0",
        "topics --replication-factor 3",
        "dead-letters",
        "dead-letters list --since yesterday",
        "dead-letters list --limit 0",
        "dead-letters show seventeen",
        "dead-letters retry",
        "dead-letters retry 0@1 --stage analysis",
        "dead-letters retry one",
        "doctor --model m",
        "doctor --base-url ftp://x"
      })
  void wrongCommandLinesAreToldInTwoLines(String line) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).startsWith("trace2skill: ").contains("--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingest --skill a -",
        "pull a --to x",
        "watch a --to x",
        "topics",
        "dead-letters list",
        "dead-letters show 0@1",
        "dead-letters retry 0@1"
      })
  void aClusterThatIsNotThereIsOneLineThatSaysWhatToDo(String line) throws IOException {
    CommandRun run = CommandRun.of(withNoBroker(line));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("no broker at 127.0.0.1:1").contains("--bootstrap-servers");
  }

  @Test
  void theDoctorTellsAllThatFailed() throws IOException {
    CommandRun run = CommandRun.of(withNoBroker("doctor --json --state-dir " + dir));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("\"check\" : \"brokers\"", "\"status\" : \"FAIL\"", "\"check\" : \"disk\"");
  }

  @Test
  void aFileOfSettingsThatIsNotThereIsSaid() {
    CommandRun run = CommandRun.of("topics", "--command-config", dir.resolve("none").toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("--command-config");
  }

  @Test
  void aWrongSettingOfTheRegistryIsSaidWithItsSecretHidden() throws IOException {
    Path config = dir.resolve("client.properties");
    Files.writeString(config, "schema.registry.basic.auth.user=me:secret\n");
    CommandRun run = CommandRun.of("topics", "--command-config", config.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("basic.auth.user").doesNotContain("secret\n");
  }

  private String[] withNoBroker(String line) throws IOException {
    Path config = dir.resolve("client.properties");
    Files.writeString(config, "default.api.timeout.ms=600\nrequest.timeout.ms=300\n");
    String options =
        " --bootstrap-servers 127.0.0.1:1 --schema-registry mock://x --command-config " + config;
    return (line + options).split(" ");
  }
}
