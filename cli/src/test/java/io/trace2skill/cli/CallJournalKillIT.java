// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.fakemodel.CallRecord;
import io.trace2skill.fakemodel.FakeModelServer;
import io.trace2skill.fakemodel.FakeModelSettings;
import io.trace2skill.fakemodel.Latency;
import io.trace2skill.fakemodel.LessonModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who pays for what when a process that asks a model is killed, seen from the model's side. */
final class CallJournalKillIT {

  private static final int RUNS = 240;
  private static final int IN_FLIGHT = 24;

  /** A reply may be on its way for so long before it is kept, on a machine that is busy. */
  private static final Duration MARGIN = Duration.ofSeconds(3);

  @TempDir private Path dir;

  @BeforeEach
  void writeInput() throws IOException {
    Files.writeString(dir.resolve("runs.jsonl"), Runs.jsonl(0, RUNS));
  }

  @Test
  void afterAKillOnlyWhatWasInFlightIsPaidAgain() throws Exception {
    FakeModelSettings slow =
        FakeModelSettings.plain().withLatency(Latency.parse("lognormal:250,0.5"));
    try (FakeModelServer server = FakeModelServer.start(slow, new LessonModel(3))) {
      Instant killed = killAfter(server, RUNS / 4);
      Instant killedAgain = killAfter(server, RUNS / 2 + IN_FLIGHT);

      assertThat(end(start(server))).isZero();

      assertThat(report().at("/counts/accepted").asInt()).isEqualTo(RUNS);
      assertThat(report().at("/counts/pending").asInt()).isZero();
      assertThat(report().at("/counts/failed").asInt()).isZero();
      assertThat(paidAgain(server)).isLessThanOrEqualTo(2L * IN_FLIGHT);
      assertThat(askedAgain(server, killed)).isEmpty();
      assertThat(askedAgain(server, killedAgain)).isEmpty();
      showsWhatIsKept();
    }
  }

  private void showsWhatIsKept() throws IOException {
    String[] rows = journal("ls", "--json", "--limit", "100000").lines().toArray(String[]::new);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(RUNS);
    String digest = JsonMapper.builder().build().readTree(rows[0]).at("/digest").asText();
    assertThat(journal("show", digest.substring(0, 16)))
        .contains(digest, "model     fake", "prompt tokens", "\"edits\"");
  }

  private Instant killAfter(FakeModelServer server, int answers) throws Exception {
    Process process = start(server);
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !process.isAlive() || server.log().records().size() >= answers);
    assertThat(process.isAlive()).as("the run was too fast to be killed").isTrue();
    process.destroyForcibly().waitFor();
    return Instant.now();
  }

  private static long paidAgain(FakeModelServer server) {
    return server.log().billedMoreThanOnce().values().stream().mapToLong(times -> times - 1).sum();
  }

  /** Returns the requests that came after a kill although they had been answered well before it. */
  private static List<CallRecord> askedAgain(FakeModelServer server, Instant killed) {
    Instant answeredBefore = killed.minus(MARGIN);
    Map<String, List<CallRecord>> byDigest =
        server.log().records().stream().collect(Collectors.groupingBy(CallRecord::digest));
    Set<String> answered =
        server.log().records().stream()
            .filter(call -> call.isBilled() && call.answered().isBefore(answeredBefore))
            .map(CallRecord::digest)
            .collect(Collectors.toSet());
    return byDigest.entrySet().stream()
        .filter(calls -> answered.contains(calls.getKey()))
        .flatMap(calls -> calls.getValue().stream())
        .filter(call -> call.arrived().isAfter(killed))
        .toList();
  }

  private Process start(FakeModelServer server) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Trace2SkillCommand.class.getName());
    command.addAll(List.of("evolve", "--trajectories", dir.resolve("runs.jsonl").toString()));
    command.addAll(List.of("--skill", "ticket-agent", "--out", dir.resolve("out").toString()));
    command.addAll(List.of("--data-dir", dir.resolve("data").toString()));
    command.addAll(List.of("--engine", "llm", "--model", "fake"));
    command.addAll(List.of("--error-analysis", "single-call"));
    command.addAll(List.of("--in-flight", Integer.toString(IN_FLIGHT)));
    command.addAll(List.of("--base-url", server.baseUrl().toString()));
    return new ProcessBuilder(command)
        .redirectError(dir.resolve("progress").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String journal(String... args) {
    List<String> command = new ArrayList<>(List.of("journal"));
    command.addAll(List.of(args));
    command.addAll(List.of("--data-dir", dir.resolve("data").toString()));
    CommandRun run = CommandRun.of(command.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private JsonNode report() throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(dir.resolve("out").resolve("report.json")));
  }
}
