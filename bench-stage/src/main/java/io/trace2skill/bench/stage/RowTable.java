// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows as a table in Markdown; the columns are those of all rows. */
final class RowTable {

  private RowTable() {}

  static String of(List<Row> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.values().keySet()));
    StringBuilder table = new StringBuilder("| benchmark | subject |");
    columns.forEach(column -> table.append(' ').append(column).append(" |"));
    table.append("\n| --- | --- |").append(" --- |".repeat(columns.size())).append('\n');
    for (Row row : rows) {
      table.append("| ").append(row.benchmark()).append(" | ").append(row.subject()).append(" | ");
      table.append(
          columns.stream()
              .map(column -> text(row.values().getOrDefault(column, "")))
              .collect(Collectors.joining(" | ")));
      table.append(" |\n");
    }
    return table.toString();
  }

  /** Returns three digits of a fraction, all of what is larger, and texts as they are. */
  static String text(Object value) {
    if (!(value instanceof Double number)) {
      return value.toString();
    }
    if (number.isNaN()) {
      return "-";
    }
    double size = Math.abs(number);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, number);
  }
}
