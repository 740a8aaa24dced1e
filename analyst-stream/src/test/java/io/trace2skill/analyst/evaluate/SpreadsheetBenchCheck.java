// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.avro.ArtifactRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Judges the reference and the initial workbook of each task of SpreadsheetBench. The data set is
 * not part of the project: the Maven profile {@code spreadsheetbench} runs this with the directory
 * that {@code spreadsheetbench.dir} names.
 */
class SpreadsheetBenchCheck {

  private static final String PROPERTY = "spreadsheetbench.dir";

  @Test
  void passesTheReferenceAndFailsTheInitialWorkbookOfEachTask() throws IOException {
    assertThat(System.getProperty(PROPERTY)).as("-D" + PROPERTY + "=DIRECTORY").isNotNull();
    Path data = Path.of(System.getProperty(PROPERTY));
    JsonNode tasks = new ObjectMapper().readTree(data.resolve("dataset.json").toFile());
    List<String> wrong = new ArrayList<>();
    for (JsonNode task : tasks) {
      check(data, task, wrong);
    }

    System.out.printf("%d of %d tasks hold%n", tasks.size() - wrong.size(), tasks.size());
    assertThat(tasks).isNotEmpty();
    assertThat(wrong).isEmpty();
  }

  private static void check(Path data, JsonNode task, List<String> wrong) throws IOException {
    String id = task.path("id").asText();
    Path directory = data.resolve(task.path("spreadsheet_path").asText());
    Path initial = only(directory, "_init.xlsx");
    Path golden = only(directory, "_golden.xlsx");
    Evaluator evaluator =
        Judged.byWorkbook(Files.readAllBytes(golden))
            .artifact("in.xlsx", ArtifactRole.INPUT, Files.readAllBytes(initial))
            .label("evaluator.range", task.path("answer_position").asText())
            .label("evaluator.sheet", task.path("answer_sheet").asText())
            .evaluator();

    Verdict ofGolden = evaluator.evaluate(new Candidate.File(golden));
    Verdict ofInitial = evaluator.evaluate(new Candidate.File(initial));
    boolean holds = ofGolden.passed() && !ofInitial.passed();
    System.out.printf(
        "%-8s %-4s golden %s, initial %s (%s)%n",
        id, holds ? "ok" : "BAD", word(ofGolden), word(ofInitial), ofInitial.explanation());
    if (!holds) {
      wrong.add(id);
    }
  }

  private static String word(Verdict verdict) {
    return verdict.passed() ? "passes" : "fails";
  }

  private static Path only(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}
