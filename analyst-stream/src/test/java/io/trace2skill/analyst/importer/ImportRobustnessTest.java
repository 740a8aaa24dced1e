// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.analyst.importer.ImportResult.Skipped.Kind;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.DeadLetter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRobustnessTest {

  @TempDir Path dir;

  @Test
  void readsCrLfByteOrderMarksBlankLinesAndALastLineWithoutEnd() {
    Imports runs =
        Imports.of("\uFEFF" + list("a") + "\r\n\r\n  \t\n\uFEFF" + list("b") + "\r\n" + list("c"));

    assertThat(runs.results()).hasSize(3);
    assertThat(runs.trajectories())
        .extracting(run -> run.getSource().getLine())
        .containsExactly(1L, 4L, 5L);
  }

  @Test
  void saysThatASourceIsEmpty() {
    for (String empty : List.of("", "\uFEFF", "\r\n\n  ")) {
      Imports runs = Imports.of(empty);
      assertThat(runs.results()).hasSize(1);
      assertThat(runs.skipped())
          .singleElement()
          .returns(Kind.EMPTY_SOURCE, Skipped::kind)
          .returns("there is nothing in it", Skipped::reason);
    }
  }

  @Test
  void rejectsATruncatedLineWithLineAndColumnAndGoesOn() {
    Imports runs = Imports.of(list("a") + "\n[{\"role\":\"user\",\"cont\n" + list("b") + "\n");

    assertThat(runs.trajectories()).hasSize(2);
    Rejected bad = runs.rejected().get(0);
    assertThat(bad.cause()).isEqualTo(RejectCause.MALFORMED);
    assertThat(bad.reason()).startsWith("not valid JSON: line 2, column ");
    assertThat(new String(bad.raw().bytes(), UTF_8)).isEqualTo("[{\"role\":\"user\",\"cont");
    assertThat(bad.deadLetter())
        .isEqualTo(new DeadLetter(bad.reason(), "import", "malformed", "-:2"));
  }

  @Test
  void rejectsOnlyTheFirstLineWhenThatIsTheTruncatedOne() {
    String good = "{\"messages\":" + list("a") + "}";
    for (String cut : List.of("{\"messages\":[{\"role\":\"us", "{\"id\":\"x\",", "{", "nonsense")) {
      Imports runs = Imports.of(cut + "\n" + good + "\n" + good.replace("a\"", "b\"") + "\n");
      assertThat(runs.trajectories()).as(cut).hasSize(2);
      assertThat(runs.rejected()).as(cut).hasSize(1);
    }
  }

  @Test
  void rejectsOnlyTheFirstLineWhenThatIsAListOfMessagesCutAtAComma() {
    Imports runs = Imports.of("[{\"role\":\"user\"},\n" + list("a") + "\n" + list("b") + "\n");

    assertThat(runs.trajectories()).hasSize(2);
    assertThat(runs.rejected()).hasSize(1);
  }

  @Test
  void rejectsInvalidUtf8InsteadOfManglingIt() {
    byte[] bytes = (list("a?") + "\n" + list("b") + "\n").getBytes(UTF_8);
    bytes[list("a?").indexOf('?')] = (byte) 0xFF;
    Imports runs = Imports.of(bytes);

    assertThat(runs.trajectories()).hasSize(1);
    assertThat(runs.rejected())
        .singleElement()
        .returns(RejectCause.UNREADABLE, Rejected::cause)
        .returns(
            "byte 29 of the line is not valid UTF-8; save the source as UTF-8", Rejected::reason);
    assertThat(runs.rejected().get(0).raw().bytes()).contains(0xFF);
  }

  @Test
  void readsAPrettyPrintedObject() {
    Trajectory run =
        Imports.of(
                "{\n  \"id\": \"x\",\n  \"messages\": [\n    {\"role\": \"user\", \"content\": \"a\"}\n  ]\n}\n")
            .only();

    assertThat(run.getTrajectoryId()).isEqualTo("x");
    assertThat(run.getSource().getLine()).isEqualTo(1);
  }

  @Test
  void readsArraysOfTrajectoriesOnOneLineOrMany() {
    String one = "{\"id\":1,\"messages\":" + list("a") + "}";
    String two = "{\"id\":2,\"messages\":" + list("b") + "}";
    for (String array :
        List.of(
            "[" + one + "," + two + "]",
            "[\n" + one + ",\n" + two + "\n]",
            "[" + list("a") + "," + list("b") + "]",
            "\n[\n\n  " + list("a") + ",\n " + list("b") + "]")) {
      assertThat(Imports.of(array).trajectories()).as(array).hasSize(2);
      assertThat(Imports.of(array).results()).as(array).hasSize(2);
    }
    assertThat(Imports.of("\n[\n" + one + ",\n" + two + "\n]").trajectories())
        .extracting(run -> run.getSource().getLine())
        .containsExactly(3L, 4L);
  }

  @Test
  void readsAPrettyPrintedListOfMessagesAsOneTrajectory() {
    Trajectory run =
        Imports.of(
                "[\n {\"role\":\"user\",\"content\":\"a\"},\n {\"role\":\"assistant\",\"content\":\"b\"}\n]")
            .only();

    assertThat(run.getSteps()).hasSize(2);
  }

  @Test
  void aBadElementOfADocumentCostsOnlyItself() {
    Imports runs =
        Imports.of(
            "[\n{\"id\":1,\"messages\":"
                + list("a")
                + "},\n17,\n{\"id\":2,\"messages\":"
                + list("b")
                + "}\n]");

    assertThat(runs.trajectories()).hasSize(2);
    assertThat(runs.rejected()).singleElement().returns("-:3", r -> r.origin().toString());
  }

  @Test
  void aDocumentThatBreaksOffKeepsWhatWasReadAndSaysWhere() {
    Imports runs = Imports.of("[\n{\"id\":1,\"messages\":" + list("a") + "},\n{\"id\":2,\"mess");

    assertThat(runs.trajectories()).hasSize(1);
    assertThat(runs.rejected())
        .singleElement()
        .satisfies(
            bad ->
                assertThat(bad.reason())
                    .startsWith("not valid JSON: line 3, column ")
                    .endsWith("what follows in this document was not read"));
  }

  @Test
  void invalidUtf8InADocumentIsReportedAsSuch() {
    byte[] bytes = "[\n[{\"role\":\"user\",\"content\":\"?\"}]\n]".getBytes(UTF_8);
    bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xFF;

    assertThat(Imports.of(bytes).onlyRejected()).returns(RejectCause.UNREADABLE, Rejected::cause);
  }

  @Test
  void passesTrajectoriesOfMegabytes() {
    String fiveMegabytes = list("x".repeat(5 << 20));

    assertThat(Imports.of(fiveMegabytes + "\n" + list("b") + "\n").trajectories()).hasSize(2);
    assertThat(Imports.of("[\n" + fiveMegabytes + "\n]").trajectories()).hasSize(1);
  }

  @Test
  void refusesATrajectoryOverTheLimitAndGoesOn() {
    String tooLarge = list("x".repeat(Imports.SMALL_LIMIT));
    for (String input :
        List.of(
            list("a") + "\n" + tooLarge + "\n" + list("b"),
            "[\n" + list("a") + ",\n" + tooLarge + ",\n" + list("b") + "]")) {
      Imports runs = Imports.withSmallLimit(new ByteArrayInputStream(input.getBytes(UTF_8)));
      assertThat(runs.trajectories()).hasSize(2);
      assertThat(runs.rejected()).singleElement().returns(RejectCause.TOO_LARGE, Rejected::cause);
      assertThat(runs.rejected().get(0).reason()).contains("at most 2048 pass");
    }
  }

  @Test
  void passesOverTextThatIsLargerThanWhatIsHeldInMemory() {
    String huge = list("x".repeat(50 * Imports.SMALL_LIMIT));
    String manyTokens = "{\"id\":1,\"messages\":[" + "1,".repeat(20 * Imports.SMALL_LIMIT) + "1]}";
    for (String input :
        List.of(
            huge + "\n" + list("b"),
            list("a") + "\n" + huge + "\n" + list("b"),
            "[\n" + manyTokens + ",\n" + list("b") + "]")) {
      Imports runs = Imports.withSmallLimit(new ByteArrayInputStream(input.getBytes(UTF_8)));
      assertThat(runs.rejected()).singleElement().returns(RejectCause.TOO_LARGE, Rejected::cause);
      assertThat(runs.trajectories()).isNotEmpty();
    }
  }

  @Test
  void readsALongLineThatIsAnArrayOfManyTrajectories() {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      runs.add("{\"id\":" + i + ",\"messages\":" + list("x".repeat(100)) + "}");
    }
    byte[] line = ("[" + String.join(",", runs) + "]").getBytes(UTF_8);

    assertThat(Imports.withSmallLimit(new ByteArrayInputStream(line)).trajectories()).hasSize(200);
  }

  @Test
  void aLineWithoutEndDoesNotFillTheHeap() {
    long size = 800L << 20; // more than the heap of the tests
    InputStream endless =
        new InputStream() {
          private long left = size;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
              return -1;
            }
            java.util.Arrays.fill(buffer, offset, offset + length, (byte) 'x');
            left -= length;
            return length;
          }
        };
    InputStream in =
        new SequenceInputStream(
            endless, new ByteArrayInputStream(("\n" + list("b")).getBytes(UTF_8)));
    Imports runs = Imports.withSmallLimit(in);

    assertThat(runs.trajectories()).hasSize(1);
    assertThat(runs.rejected()).singleElement().returns(RejectCause.TOO_LARGE, Rejected::cause);
  }

  @Test
  void survivesNestingBombsHugeNumbersAndDuplicateKeys() {
    String bomb = "[".repeat(100_000);
    String number = "{\"messages\":" + list("a") + ",\"reward\":" + "9".repeat(5_000) + "}";
    String twice = "{\"messages\":" + list("a") + ",\"messages\":" + list("b") + "}";
    Imports runs = Imports.of(bomb + "\n" + number + "\n" + twice + "\n" + list("c") + "\n");

    assertThat(runs.trajectories()).hasSize(1);
    assertThat(runs.rejected())
        .extracting(Rejected::reason)
        .satisfiesExactly(
            deep -> assertThat(deep).contains("nesting depth"),
            large -> assertThat(large).contains("Number value length"),
            duplicate -> assertThat(duplicate).contains("Duplicate field 'messages'"));
  }

  @Test
  void saysWhatAValueIsInsteadOfATrajectory() {
    assertThat(reason("17")).contains("a JSON object or a list of messages is needed");
    assertThat(reason("[]")).contains("does not hold messages with a role");
    assertThat(reason("{\"role\":\"user\",\"content\":\"a\"}")).contains("single message");
    assertThat(reason("{\"type\":\"x\",\"uuid\":1}"))
        .contains("neither steps nor messages nor traj, but type, uuid");
    assertThat(reason("{\"messages\":[]}")).contains("no steps; nothing to analyse");
    assertThat(reason("[{\"role\":\"system\",\"content\":\"be good\"},{\"role\":\"user\"}]"))
        .contains("nothing to analyse");
    assertThat(reason(list("a") + list("b"))).contains("write one value a line");
  }

  @Test
  void refusesOtherFormatsOnceAndNotLineByLine() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write((list("a") + "\n").repeat(100).getBytes(UTF_8));
    }

    assertThat(Imports.of(zipped.toByteArray()).onlyRejected().reason()).contains("gzip -d");
    assertThat(
            Imports.of(("\uFEFF" + list("a") + "\n").repeat(9).getBytes(UTF_16LE))
                .onlyRejected()
                .reason())
        .contains("UTF-16");
  }

  @Test
  void refusesAFormThatWasNotAskedFor() {
    ImportSettings own =
        new ImportSettings(ImportFormat.TRACE2SKILL, Optional.of("my-skill"), Imports.SMALL_LIMIT);

    assertThat(
            Imports.of(new ByteArrayInputStream(list("a").getBytes(UTF_8)), own)
                .onlyRejected()
                .reason())
        .isEqualTo("this is in the openai form, but trace2skill was asked for; use --format auto");
  }

  @Test
  void readsADirectoryInTheOrderOfPathsAndCountsOtherFiles() throws IOException {
    Files.createDirectories(dir.resolve("b/deep"));
    Files.writeString(dir.resolve("b/deep/2.JSONL"), list("two") + "\n");
    Files.writeString(dir.resolve("a.json"), list("one"));
    Files.writeString(dir.resolve("c.ndjson"), list("three") + "\n");
    Files.writeString(dir.resolve("notes.txt"), "not for us");
    List<ImportResult> results = read(dir);

    assertThat(results)
        .extracting(result -> dir.relativize(Path.of(result.origin().name())).toString())
        .containsExactly("a.json", "b/deep/2.JSONL", "c.ndjson", "notes.txt");
    assertThat(results.get(3))
        .isInstanceOfSatisfying(
            Skipped.class, skipped -> assertThat(skipped.kind()).isEqualTo(Kind.OTHER_FILE));
  }

  @Test
  void saysWhichFileDoesNotExist() {
    assertThat(read(dir.resolve("gone.jsonl")))
        .singleElement()
        .isInstanceOfSatisfying(
            Rejected.class,
            gone -> {
              assertThat(gone.reason()).isEqualTo("there is no such file");
              assertThat(gone.origin().name()).endsWith("gone.jsonl");
            });
  }

  @Test
  void anErrorWhileReadingEndsThatSourceOnly() {
    InputStream failing =
        new SequenceInputStream(
            new ByteArrayInputStream((list("a") + "\n").getBytes(UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the disk is gone");
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
              }
            });
    Imports runs = Imports.withSmallLimit(failing);

    assertThat(runs.trajectories()).hasSize(1);
    assertThat(runs.rejected())
        .singleElement()
        .satisfies(bad -> assertThat(bad.reason()).contains("the disk is gone"));
  }

  @Test
  void anErrorOfTheConsumerEndsTheReading() {
    InputStream in = new ByteArrayInputStream((list("a") + "\n" + list("b")).getBytes(UTF_8));
    TrajectoryImporter importer = new TrajectoryImporter(ImportSettings.forSkill("my-skill"));

    assertThatThrownBy(
            () ->
                importer.read(
                    "-",
                    in,
                    result -> {
                      throw new IllegalStateException("stop");
                    }))
        .hasMessage("stop");
  }

  private static List<ImportResult> read(Path path) {
    List<ImportResult> results = new ArrayList<>();
    new TrajectoryImporter(ImportSettings.forSkill("my-skill")).read(path, results::add);
    return results;
  }

  private static String reason(String text) {
    return Imports.of(text).onlyRejected().reason();
  }

  private static String list(String text) {
    return "[{\"role\":\"user\",\"content\":\"" + text + "\"}]";
  }
}
