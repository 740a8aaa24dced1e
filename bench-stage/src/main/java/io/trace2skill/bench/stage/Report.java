// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes results as they come: progress on the console, then tables, JSON and charts. */
final class Report {

  private final PrintStream console;
  private final Optional<Path> directory;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param directory for {@code results.json} and charts; none are written without
   */
  Report(PrintStream console, Optional<Path> directory) {
    this.console = console;
    this.directory = directory;
  }

  /** Says what is going on. */
  void progress(String text) {
    console.println("# " + text);
  }

  /** Keeps a result and shows it. */
  void add(Row row) {
    rows.add(row);
    StringBuilder line = new StringBuilder(row.benchmark() + " | " + row.subject());
    row.values()
        .forEach((column, value) -> line.append(" | " + column + " " + RowTable.text(value)));
    console.println(line);
  }

  /** Prints the results of one benchmark as a table. */
  void table(String benchmark) {
    console.println();
    console.print(RowTable.of(of(benchmark)));
    console.println();
  }

  /** Writes a chart of one column of a benchmark's results. */
  void chart(String benchmark, String title, String column) throws IOException {
    if (directory.isPresent()) {
      BarChart chart = BarChart.of(title, of(benchmark), column, "stage");
      Files.writeString(directory.get().resolve("stage-" + benchmark + ".svg"), chart.svg());
    }
  }

  /** Writes all results with what they were measured on. */
  void writeJson() throws IOException {
    if (directory.isEmpty()) {
      return;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("machine", Machine.describe());
    document.put("results", rows);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(directory.get().resolve("results.json").toFile(), document);
  }

  private List<Row> of(String benchmark) {
    return rows.stream().filter(row -> row.benchmark().equals(benchmark)).toList();
  }
}
