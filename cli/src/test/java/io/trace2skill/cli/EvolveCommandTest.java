// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EvolveCommandTest {

  @TempDir private Path dir;
  private String input = "";
  private String out = "";

  @BeforeEach
  void writeInput() throws IOException {
    input = Files.writeString(dir.resolve("runs.jsonl"), "{}\n").toString();
    out = dir.resolve("out").toString();
  }

  @ParameterizedTest
  @CsvSource({
    "--engine, llm, set --model NAME",
    "--engine, magic, must be rules or llm",
    "--model, some-model, needs --engine llm",
    "--budget-calls, 5, --budget-calls needs --engine llm",
    "--signals, some, errors",
    "--fan-in, 1, at least 2",
    "--fan-in, many, not an int",
    "--min-support, 0, at least 1",
    "--in-flight, 0, from 1",
    "--format, xml, auto",
    "--base, /nowhere/at/all, no directory",
    "--no-such-option, x, Unknown option"
  })
  void refusesAnOptionThatCannotBeMeantAndSaysWhy(String option, String value, String complaint) {
    CommandRun run =
        CommandRun.of(
            "evolve", "--trajectories", input, "--skill", "x", "--out", out, option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(complaint).contains("trace2skill evolve --help");
    assertThat(run.out()).isEmpty();
    assertThat(Path.of(out)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--base-url, ftp://here, --base-url",
    "--base-url, http://user:secret@here/v1, credentials",
    "--api-key-file, /nowhere/key, --api-key-file cannot be read",
    "--temperature, 3, from 0 to 2",
    "--temperature, hot, not a",
    "--extra-body, [1], a JSON object",
    "--extra-body, '{\"a\":', a JSON object",
    "--prompts, /nowhere/at/all, no directory",
    "--error-analysis, deep, agentic or single-call",
    "--unverified, maybe, keep or discard",
    "--call-timeout, soon, such as 500ms",
    "--call-timeout, 0s, above zero",
    "--max-turns, 0, at least 1",
    "--requests-per-minute, 0, above zero",
    "--tokens-per-minute, -1, above zero",
    "--budget-calls, 0, above zero",
    "--budget-cost, 5, needs prices",
    "--price-prompt, -1, negative"
  })
  void refusesAnOptionOfTheModelThatCannotBeMeantAndSaysWhy(
      String option, String value, String complaint) {
    CommandRun run = llm(option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(complaint).contains("trace2skill evolve --help");
    assertThat(run.err()).doesNotContain("secret");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aModelThatVerifiesNothingCannotDiscardTheUnverified() {
    assertThat(llm("--error-analysis", "single-call", "--unverified", "discard").err())
        .contains("verifies nothing");
  }

  @Test
  void refusesAPromptWithoutItsPlaceholdersBeforeAnythingIsDone() throws IOException {
    Path prompts = Files.createDirectory(dir.resolve("prompts"));
    Files.writeString(prompts.resolve("error-analysis.md"), "version: 1\n\n=== user ===\nThink.\n");

    CommandRun run = llm("--prompts", prompts.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("error-analysis.md", "placeholders");
  }

  @Test
  void aPlanSaysWhatARunWouldTakeAndSendsNothing() throws IOException {
    Files.writeString(dir.resolve("runs.jsonl"), Runs.jsonl(0, 9));

    CommandRun run = llm("--plan", "--base-url", "http://127.0.0.1:9/v1", "--price-prompt", "1000");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("would learn from 9 of them")
        .containsPattern("error analysis +36 ")
        .containsPattern("success analysis +3 ")
        .containsPattern("merges, at most +3 ")
        .containsPattern("Cost about \\d+");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aBlankOrImpossibleKeyIsRefusedWithoutBeingShown() throws IOException {
    Path file = Files.writeString(dir.resolve("key"), "canary with space\n");

    CommandRun run = llm("--api-key-file", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("API key from the file").doesNotContain("canary");
  }

  private CommandRun llm(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "evolve",
                "--trajectories",
                input,
                "--skill",
                "x",
                "--out",
                out,
                "--engine",
                "llm",
                "--model",
                "m"));
    command.addAll(List.of(options));
    return CommandRun.of(command.toArray(String[]::new));
  }

  @Test
  void needsTrajectoriesASkillAndAPlaceForTheResult() {
    assertThat(CommandRun.of("evolve").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("evolve", "--trajectories", input, "--skill", "x").err())
        .contains("--out");
    assertThat(CommandRun.of("evolve", "--skill", "x", "--out", out).err())
        .contains("--trajectories");
    assertThat(CommandRun.of("evolve", "--trajectories", input, "--out", out).err())
        .contains("--skill");
  }

  @Test
  void refusesAPathThatIsNotThere() {
    CommandRun run =
        CommandRun.of("evolve", "--trajectories", "nope", "--skill", "x", "--out", out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no such file or directory: nope");
  }

  @Test
  void readsStandardInputOnlyOnce() {
    CommandRun run =
        CommandRun.of("evolve", "--trajectories", "-", "-", "--skill", "x", "--out", out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("only once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"My Skill", "-a", "a--b", "A", "../x", ""})
  void refusesASkillNameThatNoAgentWouldAccept(String name) {
    CommandRun run =
        CommandRun.of("evolve", "--trajectories", input, "--out", out, "--skill=" + name);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--skill: the name '" + name + "'", "lower-case");
  }

  @Test
  void refusesABaseOfAnotherName() throws IOException {
    Path base = Files.createDirectory(dir.resolve("base"));
    Files.writeString(
        base.resolve("SKILL.md"), "---\nname: other\ndescription: Does things.\n---\n\n# Other\n");

    CommandRun run =
        CommandRun.of(
            "evolve",
            "--trajectories",
            input,
            "--skill",
            "x",
            "--out",
            out,
            "--base",
            base.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--base is no valid skill named x").contains("SKILL.md");
  }

  @Test
  void doesNotOverwriteADirectoryThatIsNoSkill() throws IOException {
    Path inTheWay = Files.createDirectories(Path.of(out).resolve("x"));
    Files.writeString(inTheWay.resolve("thesis.txt"), "years of work");

    CommandRun run = CommandRun.of("evolve", "--trajectories", input, "--skill", "x", "--out", out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no SKILL.md");
    assertThat(inTheWay.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void refusesADataDirectoryThatHoldsSomethingElse() throws IOException {
    Path data = Files.createDirectory(dir.resolve("data"));
    Files.writeString(data.resolve("photo.jpg"), "");

    CommandRun run =
        CommandRun.of(
            "evolve",
            "--trajectories",
            input,
            "--skill",
            "x",
            "--out",
            out,
            "--data-dir",
            data.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("photo.jpg");
  }

  @Test
  void helpTeachesByExampleAndListsExitCodes() {
    CommandRun run = CommandRun.of("evolve", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Examples:", "Exit codes:", "--report-only", "--data-dir", "0   a version")
        .contains("3   there was nothing", "2   the command line", "1   the run failed");
  }

  @Test
  void aCommandIsNeeded() {
    CommandRun run = CommandRun.of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a command is needed");
  }

  @Test
  void tellsItsVersion() {
    assertThat(CommandRun.of("--version").out()).startsWith("trace2skill ");
  }
}
