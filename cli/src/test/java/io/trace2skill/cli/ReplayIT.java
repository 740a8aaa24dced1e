// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.cli.files.SkillDirectoryReader;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of the logs of a deployment that goes on evolving beside them. */
final class ReplayIT {

  private static final String SKILL = "calculator";
  private static final int EARLY = 300;
  private static final int LATE = 120;
  private static final String TIME = "2026-03-01T00:00:00Z";

  private static final SkillDirectory BASE =
      new SkillDirectory(
          new TreeMap<>(
              Map.of(
                  "SKILL.md",
                  """
                  ---
                  name: calculator
                  description: How totals are computed. Read it before any calculation.
                  ---

                  # Calculator

                  ## Before you compute

                  Read the question twice.
                  """)));

  @TempDir private static Path dir;

  private static LiveDeployment live;
  private static SkillDirectory evolved;

  @BeforeAll
  static void evolveLive() throws Exception {
    live = new LiveDeployment(dir.resolve("live"));
    live.registerBase(SKILL, BASE);
    Instant time = Instant.parse(TIME);
    live.ingest(SKILL, time.minusSeconds(86_400), failing("early-", EARLY));
    live.ingest(SKILL, time, failing("late-", LATE));
    live.ingest("other-skill", time, failing("other-", 50));
    live.awaitOutcomes(SKILL, EARLY + LATE);
    live.awaitOutcomes("other-skill", 50);
    live.closeWindow(SKILL);
    evolved = live.skill(SKILL);
    live.awaitQuiet();
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  private static Stream<String> failing(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Trajectories.failing(prefix + i, i % Trajectories.errors()));
  }

  private static CommandRun replay(String evolution, String... options) {
    return live.run(arguments(evolution, options));
  }

  private static String[] arguments(String evolution, String... options) {
    List<String> all = new ArrayList<>(List.of("replay", "--skill", SKILL));
    all.addAll(List.of("--evolution", evolution, "--out", dir.resolve(evolution).toString()));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private static SkillDirectory skill(String evolution) throws Exception {
    return SkillDirectoryReader.read(dir.resolve(evolution).resolve(SKILL));
  }

  private static JsonNode report(String evolution) throws IOException {
    return new ObjectMapper().readTree(dir.resolve(evolution + "/report.json").toFile());
  }

  private static void assertBooks(String evolution, int trajectories) throws IOException {
    JsonNode counts = report(evolution).get("counts");
    assertThat(counts.get("read").asInt()).isEqualTo(trajectories);
    assertThat(counts.get("accepted").asInt()).isEqualTo(trajectories);
    assertThat(counts.get("patched").asInt()).isEqualTo(trajectories);
    assertThat(counts.get("pending").asInt()).isZero();
    assertThat(counts.get("late").asInt()).isZero();
  }

  private static void assertPublished(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void twoReplaysOfPatchesMakeTheSkillThatTheLiveOneIsByteForByte() throws Exception {
    Map<TopicPartition, Long> before = live.ends();

    assertPublished(replay("first", "--from-topic", "patches"));
    assertPublished(replay("second", "--from-topic", "patches", "--rate", "200"));

    assertThat(skill("first")).isEqualTo(skill("second")).isEqualTo(evolved);
    assertBooks("first", EARLY + LATE);
    assertThat(live.belongingTo("first")).noneMatch(name -> name.contains(".analyst"));
    assertThat(live.ends()).as("the live topics").isEqualTo(before);
  }

  @Test
  void aKilledReplayGoesOnAndLosesAndRepeatsNothing() throws Exception {
    Process killed = start("killed", "--from-topic", "trajectories", "--rate", "40");
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !killed.isAlive() || progress().matches("(?s).*analysed [1-9].*"));
    assertThat(killed.isAlive()).as("the replay ended before it was killed").isTrue();
    killed.destroyForcibly().waitFor();

    assertPublished(replay("killed", "--from-topic", "trajectories"));

    assertBooks("killed", EARLY + LATE);
    assertThat(skill("killed")).isEqualTo(evolved);
  }

  private static Process start(String evolution, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dtrace2skill.terminal=true", "-Dtrace2skill.columns=200"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Trace2SkillCommand.class.getName());
    command.addAll(live.arguments(arguments(evolution, options)));
    return new ProcessBuilder(command)
        .redirectError(dir.resolve("progress").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String progress() throws IOException {
    return Files.readString(dir.resolve("progress"));
  }

  @Test
  void aRangeOfTrajectoriesFromScratchIsListedComparedPromotedAndDiscarded() throws Exception {
    assertPublished(replay("fresh", "--from", TIME, "--base", "none"));
    assertBooks("fresh", LATE);
    assertThat(skill("fresh").file("SKILL.md").orElseThrow()).doesNotContain("question twice");

    JsonNode listed = new ObjectMapper().readTree(live.run("evolutions", "list", "--json").out());
    assertThat(listed)
        .filteredOn(entry -> entry.get("name").asText().equals("fresh"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.get("state").asText()).isEqualTo("finished");
              assertThat(entry.get("settings").get("from").asText()).isEqualTo(TIME);
              assertThat(entry.get("trajectories").asInt()).isEqualTo(LATE);
              assertThat(entry.get("version").asInt()).isEqualTo(1);
            });
    assertThat(live.run("evolutions", "diff", "fresh").out())
        .contains("--- a/SKILL.md", "+++ b/SKILL.md", "-Read the question twice.");

    SkillDirectory before = live.skill(SKILL);
    long version = live.version(SKILL);
    CommandRun promoted = live.run("evolutions", "promote", "fresh");
    assertThat(promoted.exitCode()).as(promoted.err()).isZero();
    assertThat(live.version(SKILL)).isEqualTo(version + 1);
    assertThat(live.skill(SKILL)).isEqualTo(skill("fresh")).isNotEqualTo(before);
    assertThat(live.run("evolutions", "promote", "fresh").out()).contains("already version");
    assertThat(live.run("evolutions", "diff", "fresh").out()).isEmpty();

    CommandRun discarded = live.run("evolutions", "discard", "fresh");
    assertThat(discarded.exitCode()).as(discarded.err()).isZero();
    await().until(() -> live.belongingTo("fresh").isEmpty());
    assertThat(live.run("evolutions", "list").out()).doesNotContain("fresh");
    assertThat(live.run("evolutions", "diff", "fresh").err()).contains("there is no evolution");
  }

  @Test
  void whatCannotBeReplayedIsRefusedBeforeAnythingIsMade() throws Exception {
    assertThat(replay("bad", "--base", "99").err()).contains("there is no version 99");
    assertThat(replay("bad", "--from", "yesterday").err()).contains("is no time such as");
    assertThat(replay("bad", "--from", TIME, "--to", TIME).err()).contains("the range is empty");
    assertThat(replay("Bad.Name").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(live.belongingTo("bad")).isEmpty();

    CommandRun nothing = replay("nothing", "--to", "2020-01-01");
    assertThat(nothing.exitCode()).as(nothing.err()).isEqualTo(ExitCodes.NOTHING_TO_PUBLISH);
    assertThat(replay("nothing", "--to", "2020-01-02").err())
        .contains("has other settings", "--to was 2020-01-01T00:00:00Z");
    assertThat(live.run("evolutions", "promote", "nothing").err()).contains("made no version");
  }
}
