// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class EvolveCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path dir;
  private Path input = Path.of("");

  @BeforeEach
  void writeInput() throws Exception {
    input = Files.writeString(dir.resolve("runs.jsonl"), "{}");
  }

  private int run(String... arguments) {
    CommandLine command = Trace2SkillCommand.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "--engine,llm,--engine llm is not there yet",
    "--engine,magic,--engine must be rules",
    "--signals,none,--signals must be",
    "--fan-in,1,--fan-in must be at least 2",
    "--fan-in,many,--fan-in",
    "--min-support,0,--min-support must be at least 1",
    "--in-flight,0,--in-flight must be from 1 to",
    "--format,xml,--format must be",
    "--base,nowhere,--base: there is no directory nowhere",
    "--nonsense,x,Unknown option"
  })
  void refusesWhatMakesNoSenseAndSaysWhatDoes(String option, String value, String complaint) {
    List<String> arguments =
        new ArrayList<>(
            List.of("evolve", "--trajectories", input.toString(), "--skill", "s", "--out", "o"));
    arguments.addAll(List.of(option, value));
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains(complaint);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"My Skill", "-a", "a--b", "A", "../x"})
  void refusesNamesThatNoSkillMayHave(String name) {
    int exitCode =
        run("evolve", "--trajectories", input.toString(), "--out", "o", "--skill=" + name);
    assertThat(exitCode).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--skill: the name '" + name + "'", "lower-case");
  }

  @Test
  void refusesFilesThatAreNotThere() {
    int exitCode = run("evolve", "--trajectories", dir + "/missing", "--out", "o", "--skill", "s");
    assertThat(exitCode).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("no such file or directory").contains("missing");
  }

  @Test
  void helpTeachesExamplesAndExitCodes() {
    assertThat(run("evolve", "--help")).isZero();
    assertThat(out.toString())
        .contains("Examples:", "--data-dir", "Exit codes:", "there was nothing to publish");
  }

  @Test
  void withoutACommandItSaysThatOneIsNeeded() {
    assertThat(run()).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("a command is needed", "--help");
  }
}
