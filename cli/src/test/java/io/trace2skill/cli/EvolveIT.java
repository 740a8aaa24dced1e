// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.validate.SkillValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command as a process of its own, as its users do. */
class EvolveIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String SKILL = "ticket-agent";

  @TempDir Path dir;

  @Test
  void publishesASkillThatValidatesWithExactSupportAndBalancedBooks() throws Exception {
    Path input = Files.writeString(dir.resolve("runs.jsonl"), Runs.jsonl(0, 60));
    Outcome outcome = evolve("--trajectories", input.toString(), "--out", out().toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    JsonNode report = report();
    assertBooksBalance(report, 60);
    Map<String, SortedSet<String>> expected = Runs.failingIdsByError(0, 60);
    assertThat(expected).isNotEmpty();
    expected.forEach(
        (error, ids) -> {
          JsonNode edit = editOn(report, error);
          assertThat(edit.path("support").asInt()).as(error).isEqualTo(ids.size());
          assertThat(texts(edit.path("trajectories"))).as(error).containsExactlyElementsOf(ids);
        });
    assertThat(new SkillValidator().validate(skill(out()), SKILL)).isEmpty();
    assertThat(String.join("\n", skill(out()).files().values()))
        .doesNotContain("ada.lovelace", "Lovelace", "TCK");
    assertThat(Files.readString(out().resolve("report.html"))).contains("What was learned");
    assertThat(outcome.out().lines()).anyMatch(line -> line.endsWith("SKILL.md"));
  }

  @Test
  void twoRunsOnTheSameInputGiveTheSameBytes() throws Exception {
    Path input = Files.writeString(dir.resolve("runs.jsonl"), Runs.jsonl(0, 40));
    Path first = dir.resolve("first");
    Path second = dir.resolve("second");
    evolve("--trajectories", input.toString(), "--out", first.toString(), "--in-flight", "3");
    evolve("--trajectories", input.toString(), "--out", second.toString(), "--quiet");
    assertThat(skill(second)).isEqualTo(skill(first));
  }

  @Test
  void aRunThatWasKilledGoesOnWhereItWas() throws Exception {
    Path input = Files.writeString(dir.resolve("runs.jsonl"), Runs.jsonl(0, 1500));
    Path data = dir.resolve("data");
    List<String> arguments =
        List.of(
            "--trajectories", input.toString(),
            "--out", out().toString(),
            "--data-dir", data.toString(),
            "--in-flight", "2");
    Path progress = dir.resolve("progress");
    Process killed = start(arguments, dir.resolve("ignored"), progress);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.readString(progress).contains("analysing"));
    killed.destroyForcibly().waitFor();
    assertThat(out()).doesNotExist();

    Outcome outcome = evolve(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertBooksBalance(report(), 1500);
    Runs.failingIdsByError(0, 1500)
        .forEach(
            (error, ids) ->
                assertThat(editOn(report(), error).path("support").asInt())
                    .as(error)
                    .isEqualTo(ids.size()));

    Outcome again = evolve(arguments.toArray(String[]::new));
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(report().path("snapshot").path("version").asInt()).isEqualTo(1);
  }

  @Test
  void aBaseIsDeepenedAndKept() throws Exception {
    Path input = Files.writeString(dir.resolve("runs.jsonl"), Runs.jsonl(0, 20));
    Path base = Files.createDirectories(dir.resolve(SKILL));
    Files.writeString(
        base.resolve("SKILL.md"),
        "---\nname: ticket-agent\ndescription: Handles tickets.\n---\n\n# Tickets\n\nBe polite.\n");
    Outcome outcome =
        evolve(
            "--trajectories", input.toString(),
            "--out", out().toString(),
            "--base", base.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(skill(out()).file("SKILL.md").orElseThrow()).contains("Be polite.");
    assertThat(report().path("snapshot").path("version").asInt()).isEqualTo(2);
  }

  @Test
  void badInputIsReportedAndStopsNothing() throws Exception {
    Path runs = Files.createDirectories(dir.resolve("runs"));
    Files.writeString(runs.resolve("a.jsonl"), "\uFEFF" + Runs.jsonl(0, 3).replace("\n", "\r\n"));
    Files.writeString(runs.resolve("b.jsonl"), "{\"messages\": [\n" + Runs.jsonl(3, 6));
    Files.write(runs.resolve("c.jsonl"), new byte[] {'{', (byte) 0xC3, '(', '}', '\n'});
    Files.writeString(runs.resolve("d.jsonl"), "");
    Outcome outcome = evolve("--trajectories", runs.toString(), "--out", out().toString());

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    JsonNode report = report();
    assertThat(report.path("counts").path("accepted").asInt()).isEqualTo(6);
    assertThat(texts(report.path("deadLetters").findValues("origin")))
        .anyMatch(origin -> origin.endsWith("b.jsonl:1"))
        .anyMatch(origin -> origin.endsWith("c.jsonl:1"));
  }

  @Test
  void withNothingToLearnItSaysWhyAndExitsWithThree() throws Exception {
    Path input = Files.writeString(dir.resolve("empty.jsonl"), "");
    Outcome outcome = evolve("--trajectories", input.toString(), "--out", out().toString());
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err()).contains("nothing to publish: ");
    assertThat(out().resolve(SKILL)).doesNotExist();
    assertThat(report().path("snapshot").isNull()).isTrue();
  }

  @Test
  void standardInputIsReadAndTheReportIsPrinted() throws Exception {
    Path input = Files.writeString(dir.resolve("runs.jsonl"), Runs.jsonl(0, 10));
    Process process =
        new ProcessBuilder(commandLine(List.of("--trajectories", "-", "--out", "o", "--json")))
            .directory(dir.toFile())
            .redirectInput(input.toFile())
            .redirectError(dir.resolve("err").toFile())
            .start();
    JsonNode printed = new ObjectMapper().readTree(process.getInputStream());
    assertThat(process.waitFor()).isZero();
    assertThat(printed.path("counts").path("read").asInt()).isEqualTo(10);
  }

  private Path out() {
    return dir.resolve("out");
  }

  private JsonNode report() {
    try {
      return new ObjectMapper().readTree(Files.readString(out().resolve("report.json")));
    } catch (IOException e) {
      throw new AssertionError("no report", e);
    }
  }

  private static void assertBooksBalance(JsonNode report, int read) {
    JsonNode counts = report.path("counts");
    assertThat(counts.path("read").asInt()).isEqualTo(read);
    assertThat(counts.path("accepted").asInt())
        .isEqualTo(read - counts.path("deadLettered").asInt())
        .isEqualTo(
            counts.path("patched").asInt()
                + counts.path("noLesson").asInt()
                + counts.path("failed").asInt()
                + counts.path("pending").asInt());
    assertThat(counts.path("pending").asInt()).isZero();
  }

  private static JsonNode editOn(JsonNode report, String error) {
    for (JsonNode edit : report.path("edits")) {
      JsonNode ground = edit.path("ground");
      if (ground.path("kind").asText().equals("tool-error")
          && ground.path("signature").asText().contains(error)) {
        return edit;
      }
    }
    throw new AssertionError("no edit rests on " + error);
  }

  private static List<String> texts(Iterable<JsonNode> nodes) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static SkillDirectory skill(Path out) throws IOException {
    Path root = out.resolve(SKILL);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return SkillDirectory.of(files);
  }

  private record Outcome(int exitCode, String out, String err) {}

  private Outcome evolve(String... arguments) throws Exception {
    Path stdout = Files.createTempFile(dir, "out", "");
    Path stderr = Files.createTempFile(dir, "err", "");
    int exitCode = start(Arrays.asList(arguments), stdout, stderr).waitFor();
    return new Outcome(exitCode, Files.readString(stdout, UTF_8), Files.readString(stderr, UTF_8));
  }

  private static Process start(List<String> arguments, Path stdout, Path stderr)
      throws IOException {
    return new ProcessBuilder(commandLine(arguments))
        .redirectOutput(stdout.toFile())
        .redirectError(stderr.toFile())
        .start();
  }

  private static List<String> commandLine(List<String> arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Trace2SkillCommand.class.getName(),
                "evolve",
                "--skill",
                SKILL));
    line.addAll(arguments);
    return line;
  }
}
