// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import static io.trace2skill.analyst.workspace.Bench.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.ArtifactRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileToolsTest {

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
  void readsPageByPage() {
    String text =
        IntStream.rangeClosed(1, 500).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    Workspace workspace = bench.withInputs("a.txt", text);
    assertThat(call(workspace, "read_file", "{\"path\":\"a.txt\",\"lines\":2}"))
        .isEqualTo("1: line 1\n2: line 2\n(more: start_line 3)");
    assertThat(
            call(workspace, "read_file", "{\"path\":\"/workspace/a.txt\",\"start_line\":\"499\"}"))
        .isEqualTo("499: line 499\n500: line 500\n(end of file)");
    assertThat(call(workspace, "read_file", "{\"path\":\"a.txt\",\"start_line\":501}"))
        .isEqualTo("error: The file has only 500 lines.");
  }

  @Test
  void longLinesAndLongPagesAreCut() {
    Workspace workspace =
        bench.withInputs(
            "one.txt", "x".repeat(90_000), "many.txt", ("y".repeat(900) + "\n").repeat(50));
    assertThat(call(workspace, "read_file", "{\"path\":\"one.txt\"}"))
        .hasSizeLessThan(2_200)
        .contains("88000 more characters");
    assertThat(call(workspace, "read_file", "{\"path\":\"many.txt\"}"))
        .hasSizeLessThan(4_100)
        .endsWith("(more: start_line 5)");
  }

  @Test
  void saysWhatABinaryFileIs() {
    Workspace workspace =
        bench.open(
            Bench.trajectory(
                List.of(
                    Bench.artifact(
                        "p.png", ArtifactRole.INPUT, new byte[] {(byte) 0x89, 80, 0, 1})),
                null));
    assertThat(call(workspace, "read_file", "{\"path\":\"p.png\"}"))
        .isEqualTo(
            "This is a binary file of 4 bytes, image/png by its name. It starts with 89 50 00 01"
                + " (hexadecimal).");
  }

  @Test
  void findsTextAndExpressions() {
    Workspace workspace = bench.withInputs("a.txt", "one\ntwo (2)\nTWO", "d/b.txt", "two (2)");
    assertThat(call(workspace, "search", "{\"pattern\":\"two (2)\"}"))
        .isEqualTo("a.txt:2: two (2)\nd/b.txt:1: two (2)\n");
    assertThat(
            call(
                workspace, "search", "{\"pattern\":\"^two$\",\"regex\":true,\"ignore_case\":true}"))
        .isEqualTo("a.txt:3: TWO\n");
    assertThat(call(workspace, "search", "{\"pattern\":\"one\",\"path\":\"d\"}"))
        .isEqualTo("Nothing found.");
    assertThat(call(workspace, "search", "{\"pattern\":\"(\",\"regex\":true}"))
        .startsWith("error: The regular expression is wrong");
  }

  @Test
  @Timeout(20)
  void anExpressionThatExplodesElsewhereEndsHere() {
    Workspace workspace = bench.withInputs("a.txt", ("a".repeat(1_900) + "!\n").repeat(40));
    assertThat(call(workspace, "search", "{\"pattern\":\"^(a+)+$\",\"regex\":true}"))
        .isEqualTo("Nothing found.");
  }

  @Test
  void showsHowTwoFilesDiffer() {
    Workspace workspace =
        bench.withInputs("a.txt", "1\n2\n3\n", "b.txt", "1\n2x\n3\n", "c.txt", "1\n2\n3\n");
    assertThat(call(workspace, "diff_files", "{\"before\":\"a.txt\",\"after\":\"b.txt\"}"))
        .isEqualTo("--- a.txt\n+++ b.txt\n@@ -1,3 +1,3 @@\n 1\n-2\n+2x\n 3\n");
    assertThat(call(workspace, "diff_files", "{\"before\":\"a.txt\",\"after\":\"c.txt\"}"))
        .isEqualTo("The files are the same, byte by byte.");
  }

  @Test
  void writesNewFilesButLeavesThoseOfTheExecution() throws IOException {
    Workspace workspace = bench.withInputs("a.txt", "alpha");
    assertThat(call(workspace, "write_file", "{\"path\":\"fix/b.txt\",\"content\":\"x\"}"))
        .isEqualTo("Wrote 1 bytes to \"fix/b.txt\".");
    call(workspace, "write_file", "{\"path\":\"fix/b.txt\",\"content\":\"better\"}");
    assertThat(bench.directory().resolve("fix/b.txt")).hasContent("better");
    assertThat(call(workspace, "write_file", "{\"path\":\"./a.txt\",\"content\":\"x\"}"))
        .contains("belongs to the execution");
    assertThat(call(workspace, "write_file", "{\"path\":\"a.txt/b\",\"content\":\"x\"}"))
        .startsWith("error: ");
    assertThat(bench.directory().resolve("a.txt")).hasContent("alpha");
  }

  @Test
  void whatIsWrittenIsLimited() {
    Workspace workspace = bench.withInputs("a.txt", "alpha");
    assertThat(write(workspace, "big.txt", 100_001)).contains("too large: at most 100000 bytes");
    for (int i = 0; i < 3; i++) {
      assertThat(write(workspace, "f" + i, 99_000)).startsWith("Wrote");
    }
    assertThat(write(workspace, "one-more", 99_000)).contains("The workspace is full");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "a/../../secret.txt",
        "/etc/passwd",
        "/workspace/../secret.txt",
        "..",
        "link",
        "dirlink/secret.txt",
        "a\0b",
        "~/secret.txt",
        "file:///etc/passwd",
        "pipe",
        "./../secret.txt",
        "//etc/passwd",
        "\\etc\\passwd"
      })
  void noNameLeadsOutside(String name) throws Exception {
    Path secret = Files.writeString(parent.resolve("secret.txt"), "the secret");
    Workspace workspace = bench.withInputs("a.txt", "alpha", "b/c.txt", "beta");
    Path directory = bench.directory();
    Files.createSymbolicLink(directory.resolve("link"), secret);
    Files.createSymbolicLink(directory.resolve("dirlink"), parent);
    assertThat(new ProcessBuilder("mkfifo", directory.resolve("pipe").toString()).start().waitFor())
        .isZero();
    String path = Bench.quoted(name);
    assertThat(call(workspace, "read_file", "{\"path\":" + path + "}")).startsWith("error: ");
    assertThat(call(workspace, "diff_files", "{\"before\":\"a.txt\",\"after\":" + path + "}"))
        .startsWith("error: ");
    assertThat(call(workspace, "search", "{\"pattern\":\"secret\",\"path\":" + path + "}"))
        .doesNotContain("the secret");
    call(workspace, "list_files", "{\"path\":" + path + "}");
    call(workspace, "write_file", "{\"path\":" + path + ",\"content\":\"overwritten\"}");
    assertThat(secret).hasContent("the secret");
    assertThat(Files.readString(Path.of("/etc/passwd"))).doesNotContain("overwritten");
    assertThat(call(workspace, "search", "{\"pattern\":\"the secret\"}"))
        .isEqualTo("Nothing found.");
  }

  @Test
  void argumentsOfTheWrongKindGetAnAnswerThatHelps() {
    Workspace workspace = bench.withInputs("a.txt", "alpha");
    assertThat(call(workspace, "read_file", "{}")).isEqualTo("error: Give \"path\", a string.");
    assertThat(call(workspace, "read_file", "{\"path\":[1]}"))
        .isEqualTo("error: \"path\" must be a string.");
    assertThat(call(workspace, "read_file", "{\"path\":\"a.txt\",\"lines\":\"many\"}"))
        .isEqualTo("error: \"lines\" must be a whole number from 1.");
    assertThat(call(workspace, "read_file", "{\"path\":\"b.txt\"}"))
        .isEqualTo("error: There is no file \"b.txt\". list_files shows what is there.");
    assertThat(call(workspace, "read_file", "{\"path\":\"\"}")).contains("is a directory");
  }

  private static String write(Workspace workspace, String name, int bytes) {
    return call(
        workspace,
        "write_file",
        "{\"path\":\"" + name + "\",\"content\":\"" + "x".repeat(bytes) + "\"}");
  }
}
