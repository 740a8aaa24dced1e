// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.cli.files.SkillDirectoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run whose process is ended from outside. */
final class EvolveKillIT {

  private static final int RUNS = 4000;
  private static final Pattern ANALYSED = Pattern.compile("analysed ([0-9,]+)");

  @TempDir private Path dir;

  @BeforeEach
  void writeInput() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < RUNS; i++) {
      lines.append(Trajectories.failing("run-" + i, i % Trajectories.errors()));
    }
    Files.writeString(dir.resolve("runs.jsonl"), lines);
  }

  private Process start(String out, String data) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dtrace2skill.terminal=true", "-Dtrace2skill.columns=200"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Trace2SkillCommand.class.getName());
    command.addAll(List.of("evolve", "--trajectories", dir.resolve("runs.jsonl").toString()));
    command.addAll(List.of("--skill", "calculator", "--out", dir.resolve(out).toString()));
    command.addAll(List.of("--data-dir", dir.resolve(data).toString()));
    return new ProcessBuilder(command)
        .redirectError(dir.resolve("progress").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Waits until the run says that it has analysed some, but not all. */
  private void awaitHalfDone(Process process) throws IOException {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !process.isAlive() || analysed() > RUNS / 20);
    assertThat(process.isAlive()).as("the run was too fast to be interrupted").isTrue();
    assertThat(analysed()).isLessThan(RUNS);
  }

  private int analysed() throws IOException {
    Matcher matcher = ANALYSED.matcher(Files.readString(dir.resolve("progress")));
    int last = 0;
    while (matcher.find()) {
      last = Integer.parseInt(matcher.group(1).replace(",", ""));
    }
    return last;
  }

  private int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private void assertComplete(String out) throws IOException {
    JsonNode counts =
        new ObjectMapper().readTree(dir.resolve(out + "/report.json").toFile()).get("counts");
    assertThat(counts.get("read").asInt()).isEqualTo(RUNS);
    assertThat(counts.get("accepted").asInt()).isEqualTo(RUNS);
    assertThat(counts.get("patched").asInt()).isEqualTo(RUNS);
    assertThat(counts.get("pending").asInt()).isZero();
  }

  @Test
  void aKilledRunGoesOnAndLosesAndRepeatsNothing() throws Exception {
    Process killed = start("out", "data");
    awaitHalfDone(killed);
    killed.destroyForcibly().waitFor();

    assertThat(end(start("out", "data"))).isZero();
    assertComplete("out");

    assertThat(end(start("undisturbed", "other-data"))).isZero();
    assertThat(SkillDirectoryReader.read(dir.resolve("out/calculator")))
        .isEqualTo(SkillDirectoryReader.read(dir.resolve("undisturbed/calculator")));
  }

  @Test
  void aStoppedRunClosesCleanlyAndGoesOn() throws Exception {
    Process stopped = start("out", "data");
    awaitHalfDone(stopped);
    stopped.destroy();

    assertThat(end(stopped)).isEqualTo(143);
    assertThat(dir.resolve("progress")).content().contains("the same command goes on");

    assertThat(end(start("out", "data"))).isZero();
    assertComplete("out");
  }

  @Test
  void twoRunsOnOneDataDirectoryAreRefused() throws Exception {
    Process first = start("out", "data");
    awaitHalfDone(first);

    CommandRun second =
        CommandRun.of(
            "evolve",
            "--trajectories",
            dir.resolve("runs.jsonl").toString(),
            "--skill",
            "calculator",
            "--out",
            dir.resolve("second").toString(),
            "--data-dir",
            dir.resolve("data").toString());

    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.err()).contains("another run uses the data directory");
    first.destroyForcibly().waitFor();
  }
}
