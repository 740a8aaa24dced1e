// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.files.SkillDirectoryReader;
import io.trace2skill.fakemodel.Authorization;
import io.trace2skill.fakemodel.CallRecord;
import io.trace2skill.fakemodel.FakeModelServer;
import io.trace2skill.fakemodel.FakeModelSettings;
import io.trace2skill.fakemodel.FakeReply;
import io.trace2skill.fakemodel.Fault;
import io.trace2skill.fakemodel.FaultKind;
import io.trace2skill.fakemodel.Latency;
import io.trace2skill.fakemodel.LessonModel;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.validate.SkillValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs against a model server over HTTP, with everything that goes wrong with one. */
final class EvolveLlmIT {

  private static final String SKILL = "ticket-agent";
  private static final String CANARY = "sk-canary-0123456789abcdef";
  private static final int RUNS = 60;

  @TempDir private Path dir;

  @BeforeEach
  void writeInput() throws IOException {
    Files.writeString(dir.resolve("runs.jsonl"), Runs.jsonl(0, RUNS));
  }

  @Test
  void aModelThatFailsInEveryWayLeavesAValidSkillAndBalancedBooks()
      throws IOException, SkillDirectoryException {
    FakeModelSettings faulty =
        FakeModelSettings.plain()
            .withExpectedKey(CANARY)
            .withRetryAfter(Duration.ofMillis(1))
            .withFaults(
                Fault.of(FaultKind.RATE_LIMITED, 0.05),
                Fault.of(FaultKind.SERVER_ERROR, 0.05),
                Fault.of(FaultKind.RESET, 0.02),
                Fault.of(FaultKind.TRUNCATED, 0.02),
                Fault.of(FaultKind.NONSENSE, 0.05));
    try (FakeModelServer server = FakeModelServer.start(faulty, new LessonModel(3))) {
      CommandRun run =
          evolve(server, Map.of("OPENAI_API_KEY", CANARY), "--data-dir", path("data"), "-v");

      assertThat(run.exitCode()).as(run.err()).isZero();
      JsonNode report = report();
      assertBalanced(report);
      assertThat(report.at("/counts/patched").asInt()).isPositive();
      assertThat(report.at("/engine").asText()).isEqualTo("llm");
      assertThat(report.at("/model/total/calls").asInt()).isGreaterThanOrEqualTo(RUNS);
      assertThat(report.at("/model/analysis/promptTokens").asInt()).isPositive();
      assertThat(run.out()).containsPattern("model +[\\d,]+ calls, [\\d,]+ prompt tokens");
      assertValidSkill();
      assertThat(server.log().records())
          .extracting(CallRecord::authorization)
          .containsOnly(Authorization.EXPECTED);
      assertNowhere(CANARY, run);
    }
  }

  @Test
  void aRefusedKeyStopsTheRunWithoutFailingATrajectoryAndARightOneGoesOn() throws IOException {
    try (FakeModelServer server =
        FakeModelServer.start(
            FakeModelSettings.plain(),
            request -> FakeReply.error(401, "Incorrect API key provided: " + CANARY))) {
      Path key = Files.writeString(dir.resolve("key"), CANARY + "\n");
      CommandRun run =
          evolve(server, Map.of(), "--api-key-file", key.toString(), "--data-dir", path("data"));
      Files.delete(key);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("401", "check key, model and address");
      assertNowhere(CANARY, run);
    }
    try (FakeModelServer server = FakeModelServer.start(plain(), new LessonModel(1))) {
      CommandRun run = evolve(server, Map.of(), "--data-dir", path("data"));
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(report().at("/counts/failed").asInt()).isZero();
      assertBalanced(report());
    }
  }

  @Test
  void aBudgetStopsTheRunAndALargerOneGoesOnWithoutPayingTwice() throws IOException {
    try (FakeModelServer server = FakeModelServer.start(plain(), new LessonModel(1))) {
      CommandRun stopped =
          evolve(server, Map.of(), "--data-dir", path("data"), "--budget-calls", "20");

      assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(4);
      assertThat(stopped.err())
          .contains("the budget is used up", "larger budget", path("data"))
          .containsPattern("used 20 calls");
      assertThat(server.log().records()).hasSize(20);

      CommandRun sameBudget =
          evolve(server, Map.of(), "--data-dir", path("data"), "--budget-calls", "20");
      assertThat(sameBudget.exitCode()).as(sameBudget.err()).isEqualTo(4);
      assertThat(server.log().records()).hasSize(20);

      CommandRun largerBudget =
          evolve(server, Map.of(), "--data-dir", path("data"), "--budget-calls", "2000");
      assertThat(largerBudget.exitCode()).as(largerBudget.err()).isZero();
      assertBalanced(report());
      assertThat(report().at("/counts/failed").asInt()).isZero();
      assertThat(server.log().billedMoreThanOnce()).isEmpty();
      assertThat(report().at("/model/total/calls").asInt())
          .isEqualTo(server.log().records().size());
    }
  }

  @Test
  void anEndpointThatIsDownInTheMiddleIsWaitedFor() throws IOException {
    FakeModelSettings slow = plain().withLatency(Latency.parse("fixed:150"));
    try (FakeModelServer server = FakeModelServer.start(slow, new LessonModel(1))) {
      CompletableFuture<CommandRun> running =
          CompletableFuture.supplyAsync(() -> evolve(server, Map.of(), "--in-flight", "4"));
      await().atMost(Duration.ofMinutes(2)).until(() -> server.log().records().size() > 10);
      server.goDown();
      long before = server.log().arrivals();
      await()
          .pollDelay(Duration.ofSeconds(8))
          .atMost(Duration.ofMinutes(1))
          .until(() -> !running.isDone());
      assertThat(server.log().arrivals()).isLessThan(before + RUNS);
      server.goUp();

      CommandRun run = running.join();
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).contains("waiting for the model endpoint");
      assertBalanced(report());
      assertThat(report().at("/counts/failed").asInt()).isZero();
      assertThat(report().at("/deadLetters")).isEmpty();
    }
  }

  private static FakeModelSettings plain() {
    return FakeModelSettings.plain();
  }

  private CommandRun evolve(
      FakeModelServer server, Map<String, String> environment, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "evolve",
                "--trajectories",
                path("runs.jsonl"),
                "--skill",
                SKILL,
                "--out",
                path("out"),
                "--engine",
                "llm",
                "--model",
                "fake",
                "--error-analysis",
                "single-call",
                "--base-url",
                server.baseUrl().toString()));
    command.addAll(List.of(options));
    return CommandRun.with(environment, command.toArray(String[]::new));
  }

  private String path(String name) {
    return dir.resolve(name).toString();
  }

  private JsonNode report() throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(dir.resolve("out").resolve("report.json")));
  }

  private static void assertBalanced(JsonNode report) {
    JsonNode counts = report.at("/counts");
    assertThat(counts.at("/accepted").asInt()).isEqualTo(RUNS);
    assertThat(counts.at("/pending").asInt()).isZero();
    assertThat(
            counts.at("/patched").asInt()
                + counts.at("/noLesson").asInt()
                + counts.at("/failed").asInt())
        .isEqualTo(RUNS);
  }

  private void assertValidSkill() throws IOException, SkillDirectoryException {
    SkillDirectory skill = SkillDirectoryReader.read(dir.resolve("out").resolve(SKILL));
    assertThat(new SkillValidator().validate(skill, SKILL)).isEmpty();
  }

  /** Every byte that the run left anywhere: what it said, its log, its topics and its reports. */
  private void assertNowhere(String secret, CommandRun run) throws IOException {
    assertThat(run.out() + run.err()).doesNotContain(secret);
    try (Stream<Path> files = Files.walk(dir)) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("key")))
          .allSatisfy(file -> assertThat(contains(file, secret)).as("%s", file).isFalse());
    }
  }

  private static boolean contains(Path file, String secret) {
    try {
      return new String(Files.readAllBytes(file), UTF_8).contains(secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
