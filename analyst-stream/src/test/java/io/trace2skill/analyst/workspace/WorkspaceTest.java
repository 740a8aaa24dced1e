// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import static io.trace2skill.analyst.workspace.Bench.artifact;
import static io.trace2skill.analyst.workspace.Bench.call;
import static io.trace2skill.analyst.workspace.Bench.trajectory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

  @TempDir Path parent;
  private Bench bench;

  @BeforeEach
  void setUp() {
    bench = new Bench(parent);
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void laysOutWhatTheExecutionReadAndWroteButNeverTheReference() throws IOException {
    bench.open(
        trajectory(
            List.of(
                artifact("in/a.txt", ArtifactRole.INPUT, "alpha"),
                artifact("out.txt", ArtifactRole.OUTPUT, "beta"),
                artifact("notes.txt", ArtifactRole.OTHER, "gamma"),
                artifact("answer.txt", ArtifactRole.REFERENCE, "golden"),
                artifact("copy-of-the-answer.txt", ArtifactRole.OTHER, "golden")),
            "forty-two"));
    assertThat(files()).containsExactly("in/a.txt", "notes.txt", "out.txt");
  }

  @Test
  void namesInAnswersNeverRevealThatThereIsAReferenceFile() {
    Workspace workspace =
        bench.open(
            trajectory(
                List.of(
                    artifact("a.txt", ArtifactRole.INPUT, "alpha"),
                    artifact("answer.txt", ArtifactRole.REFERENCE, "golden")),
                "forty-two"));
    assertThat(call(workspace, "list_files", "{}")).isEqualTo("a.txt  5 bytes (input)\n");
    assertThat(call(workspace, "search", "{\"pattern\":\"golden\"}")).isEqualTo("Nothing found.");
  }

  @Test
  void keepsTheFilesToItself() throws IOException {
    bench.withInputs("in/a.txt", "alpha");
    Path directory = bench.directory();
    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("in"))).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("in/a.txt"))).isEqualTo("rw-------");
  }

  @Test
  void hostileNamesStayInside() throws IOException {
    Workspace workspace =
        bench.withInputs(
            "../../escape.txt",
            "1",
            "/etc/cron.d/job",
            "2",
            "C:\\Windows\\win.ini",
            "3",
            "nul\0.txt",
            "4",
            "CON",
            "5",
            "..",
            "6",
            "x".repeat(400) + ".csv",
            "7");
    assertThat(files())
        .containsExactlyInAnyOrder(
            "escape.txt",
            "etc/cron.d/job",
            "Windows/win.ini",
            "nul_.txt",
            "_CON",
            "file",
            "x".repeat(116) + ".csv");
    assertThat(call(workspace, "list_files", "{}"))
        .contains("Note: \"../../escape.txt\" is called \"escape.txt\" here.");
    assertThat(parent.resolve("escape.txt")).doesNotExist();
  }

  @Test
  void namesThatClashGetNumbers() throws IOException {
    bench.withInputs("a.txt", "1", "A.TXT", "2", "a.txt", "3", "d", "4", "d/e", "5");
    assertThat(files()).containsExactlyInAnyOrder("a.txt", "A-2.TXT", "a-3.txt", "d", "d-2/e");
  }

  @Test
  void leavesOutWhatIsTooLargeAndSaysSo() throws IOException {
    List<Artifact> artifacts = new ArrayList<>();
    artifacts.add(artifact("huge.bin", ArtifactRole.INPUT, new byte[100_001]));
    for (int i = 0; i < 4; i++) {
      artifacts.add(artifact("big" + i + ".bin", ArtifactRole.INPUT, new byte[90_000]));
    }
    artifacts.add(
        Artifact.newBuilder()
            .setName("far.bin")
            .setRole(ArtifactRole.INPUT)
            .setUri("s3://bucket/far.bin")
            .build());
    Workspace workspace = bench.open(trajectory(artifacts, null));
    assertThat(files()).containsExactly("big0.bin", "big1.bin", "big2.bin");
    assertThat(call(workspace, "list_files", "{}"))
        .contains("\"huge.bin\" is not here: it is too large (100001 bytes)")
        .contains("\"big3.bin\" is not here: it is too large (90000 bytes)")
        .contains("\"far.bin\" is not here: its content was not recorded");
  }

  @Test
  void knowsWhetherThereIsAnythingToLookAtOrToJudgeBy() {
    Workspace empty = bench.open(trajectory(List.of(), null));
    assertThat(empty.hasArtifacts()).isFalse();
    assertThat(empty.canEvaluate()).isFalse();
    assertThat(toolNames(empty)).doesNotContain("evaluate", "run_command");
    Workspace full =
        bench.open(trajectory(List.of(artifact("a.txt", ArtifactRole.INPUT, "alpha")), "42"));
    assertThat(full.hasArtifacts()).isTrue();
    assertThat(full.canEvaluate()).isTrue();
    assertThat(toolNames(full))
        .containsExactly(
            "list_files",
            "read_file",
            "search",
            "diff_files",
            "write_file",
            "set_cells",
            "evaluate");
  }

  @Test
  void everySchemaIsAnObjectSchema() {
    Workspace workspace = bench.open(trajectory(List.of(), "42"));
    assertThat(workspace.tools())
        .allSatisfy(
            tool ->
                assertThat(Bench.json(tool.definition().parameters()).path("type").asText())
                    .isEqualTo("object"));
  }

  @Test
  void closingDeletesEverythingAndFollowsNoLink() throws IOException {
    Path outside = Files.writeString(parent.resolve("outside.txt"), "stay");
    Workspace workspace = bench.withInputs("a.txt", "alpha", "d/e/f.txt", "1");
    Path directory = bench.directory();
    Files.createSymbolicLink(directory.resolve("link"), outside);
    Files.createSymbolicLink(directory.resolve("dirlink"), parent);
    Files.setPosixFilePermissions(
        directory.resolve("a.txt"), PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        directory.resolve("d"), PosixFilePermissions.fromString("---------"));
    workspace.close();
    assertThat(directory).doesNotExist();
    assertThat(outside).hasContent("stay");
    assertThat(call(workspace, "list_files", "{}")).isEqualTo("error: The workspace is closed.");
    workspace.close();
  }

  @Test
  void toolsFailAfterTheEndInsteadOfWaitingForEver() {
    Workspace workspace = bench.withInputs("a.txt", "alpha");
    workspace.close();
    for (String tool : toolNames(workspace)) {
      assertThat(call(workspace, tool, "{}")).startsWith("error: The workspace is closed");
    }
  }

  private static List<String> toolNames(Workspace workspace) {
    return workspace.tools().stream().map(tool -> tool.definition().name()).toList();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<String> files() throws IOException {
    Path directory = bench.directory();
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> directory.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
