// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.cli.files.SkillDirectoryReader;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.validate.SkillValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thing end to end: broker, both topologies, files in and out. */
final class EvolveIT {

  private static final String SKILL = "calculator";

  @TempDir private Path dir;

  private CommandRun evolve(String... more) {
    String[] args = new String[more.length + 6];
    String[] fixed = {"evolve", "--quiet", "--skill", SKILL, "--out", out().toString()};
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return CommandRun.of(args);
  }

  private Path out() {
    return dir.resolve("out");
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(out().resolve("report.json").toFile());
  }

  private SkillDirectory skill() throws Exception {
    return SkillDirectoryReader.read(out().resolve(SKILL));
  }

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Returns runs whose errors come in different numbers, and which runs have which error. */
  private static String mixed(int runs, Map<Integer, Set<String>> failingRuns) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < runs; i++) {
      String id = "run-" + i;
      if (i % 5 == 0) {
        lines.append(Trajectories.succeeding(id));
      } else {
        int error = (i * i) % Trajectories.errors();
        failingRuns.computeIfAbsent(error, e -> new TreeSet<>()).add(id);
        lines.append(Trajectories.failing(id, error));
      }
    }
    return lines.toString();
  }

  private static void assertBooksBalance(JsonNode counts) {
    assertThat(counts.get("read").asLong())
        .isEqualTo(
            counts.get("accepted").asLong()
                + counts.get("deadLettered").asLong()
                + counts.get("duplicates").asLong());
    assertThat(counts.get("accepted").asLong())
        .isEqualTo(
            counts.get("patched").asLong()
                + counts.get("noLesson").asLong()
                + counts.get("failed").asLong()
                + counts.get("pending").asLong());
    assertThat(counts.get("pending").asLong()).isZero();
  }

  @Test
  void createsAValidSkillWithExactSupport() throws Exception {
    Map<Integer, Set<String>> failing = new HashMap<>();
    Path input = write("runs.jsonl", mixed(60, failing));

    CommandRun run = evolve("--trajectories", input.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Version 1 of calculator", "SKILL.md", "report.html");
    assertThat(new SkillValidator().validate(skill(), SKILL)).isEmpty();
    assertThat(report().at("/counts/read").asLong()).isEqualTo(60);
    assertBooksBalance(report().get("counts"));
    failing.forEach(this::assertSupport);
  }

  private void assertSupport(int error, Set<String> runs) {
    String name = Trajectories.errorName(error);
    try {
      JsonNode edit = editGroundedOn(report(), name);
      Set<String> cited = new TreeSet<>();
      edit.get("trajectories").forEach(id -> cited.add(id.asText()));
      assertThat(cited).as(name).isEqualTo(runs);
      assertThat(edit.get("support").asInt()).as(name).isEqualTo(runs.size());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode editGroundedOn(JsonNode report, String error) {
    for (JsonNode edit : report.get("edits")) {
      if (edit.at("/ground/kind").asText().equals("tool-error")
          && edit.at("/ground/signature").asText().contains(error)) {
        return edit;
      }
    }
    throw new AssertionError("no edit rests on " + error);
  }

  @Test
  void nobodyWhoIsInTheRunsIsInTheSkill() throws Exception {
    evolve("--trajectories", write("runs.jsonl", Runs.jsonl(0, 60)).toString());

    assertThat(String.join("\n", skill().files().values()))
        .isNotEmpty()
        .doesNotContain("ada.lovelace", "Lovelace", "TCK");
  }

  @Test
  void theSameRunsInAnyOrderAndFormMakeTheSameSkill() throws Exception {
    String runs = mixed(40, new HashMap<>());
    evolve("--trajectories", write("runs.jsonl", runs).toString());
    SkillDirectory first = skill();
    List<String> lines = runs.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      write("many/%03d/run.json".formatted(lines.size() - i), lines.get(i) + "\r\n");
    }

    evolve("--trajectories", dir.resolve("many").toString());

    assertThat(skill()).isEqualTo(first);
  }

  @Test
  void readsStandardInputAndPrintsOnlyTheReport() throws Exception {
    CommandRun run =
        CommandRun.reading(
            mixed(10, new HashMap<>()),
            "evolve",
            "--trajectories",
            "-",
            "--skill",
            SKILL,
            "--out",
            out().toString(),
            "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode printed = new ObjectMapper().readTree(run.out());
    assertThat(printed.get("reportVersion").asInt()).isEqualTo(1);
    assertThat(printed).isEqualTo(report());
    assertThat(run.err()).contains("analysing");
  }

  @Test
  void badLinesBecomeDeadLettersWithReasons() throws Exception {
    String good = Trajectories.failing("a", 0);
    Path input = write("runs.jsonl", "\uFEFF" + good + "no json\r\n{\"cut\": \n[]\n" + good);

    CommandRun run = evolve("--trajectories", input.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode report = report();
    assertBooksBalance(report.get("counts"));
    assertThat(report.at("/counts/accepted").asInt()).isEqualTo(1);
    assertThat(report.at("/counts/duplicates").asInt()).isEqualTo(1);
    assertThat(report.get("deadLetters")).isNotEmpty();
    assertThat(report.at("/deadLetters/0/origin").asText()).endsWith("runs.jsonl:2");
    assertThat(report.at("/deadLetters/0/reason").asText()).contains("JSON");
  }

  @Test
  void nothingToPublishIsExitCode3WithAReason() throws Exception {
    CommandRun empty = evolve("--trajectories", write("empty.jsonl", "").toString());

    assertThat(empty.exitCode()).isEqualTo(3);
    assertThat(empty.err()).contains("nothing to publish: the inputs hold no trajectory");
    assertThat(report().get("result").asText()).isEqualTo("nothing-to-publish");
    assertThat(report().get("snapshot").isNull()).isTrue();
    assertThat(out().resolve("report.html")).exists();
    assertThat(out().resolve(SKILL)).doesNotExist();
  }

  @Test
  void deepensABaseAndKeepsWhatItHolds() throws Exception {
    Path base = Files.createDirectory(dir.resolve("base"));
    Files.writeString(
        base.resolve("SKILL.md"),
        "---\nname: calculator\ndescription: Computes totals.\n---\n\n# Calculator\n\nBe exact.\n");
    Files.writeString(base.resolve("LICENSE"), "free\n");
    Path input = write("runs.jsonl", mixed(20, new HashMap<>()));

    CommandRun look =
        evolve("--trajectories", input.toString(), "--base", base.toString(), "--report-only");

    assertThat(look.exitCode()).as(look.err()).isZero();
    assertThat(out().resolve(SKILL)).doesNotExist();
    assertThat(report().at("/snapshot/parentVersion").asLong()).isEqualTo(1);
    assertThat(report().at("/snapshot/base").asText())
        .isEqualTo(SkillDirectoryReader.read(base).digest());

    evolve("--trajectories", input.toString(), "--base", base.toString());

    assertThat(skill().file("LICENSE")).contains("free\n");
    assertThat(skill().file("SKILL.md").orElseThrow()).contains("Be exact.", "KeyError");
  }

  @Test
  void aLaterRunOnTheSameDataGoesOnFromTheLastVersion() throws Exception {
    String data = dir.resolve("data").toString();
    Path input = write("runs.jsonl", mixed(20, new HashMap<>()));
    evolve("--trajectories", input.toString(), "--data-dir", data);
    SkillDirectory first = skill();

    CommandRun again = evolve("--trajectories", input.toString(), "--data-dir", data);

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(skill()).isEqualTo(first);
    assertThat(report().at("/counts/accepted").asInt()).isEqualTo(20);
    assertThat(report().at("/timings/firstAnalysis").isNull()).isTrue();

    CommandRun other =
        evolve("--trajectories", input.toString(), "--data-dir", data, "--fan-in", "3");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("--fan-in was 5 and is 3");

    Path more = write("more.jsonl", Trajectories.failing("new-1", 3));
    CommandRun next = evolve("--trajectories", more.toString(), "--data-dir", data);

    assertThat(next.exitCode()).as(next.err() + next.out()).isIn(0, 3);
    assertThat(report().at("/counts/accepted").asInt()).isEqualTo(21);
    assertThat(report().get("windows")).hasSize(2);
    assertBooksBalance(report().get("counts"));
  }
}
