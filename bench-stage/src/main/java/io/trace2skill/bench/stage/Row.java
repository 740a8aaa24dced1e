// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of results.
 *
 * @param benchmark what was measured
 * @param subject what it was measured on
 * @param values numbers and texts by column, in order
 */
record Row(String benchmark, String subject, Map<String, Object> values) {

  Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Row of(String benchmark, String subject) {
    return new Row(benchmark, subject, Map.of());
  }

  /** Returns the row with one more column. */
  Row with(String column, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(column, value);
    return new Row(benchmark, subject, more);
  }

  /** Returns the row with those of the figures that have one of these names. */
  Row withFigures(Map<String, Double> figures, String... names) {
    Row row = this;
    for (String name : names) {
      Double figure = figures.get(name);
      if (figure != null) {
        row = row.with(name, figure);
      }
    }
    return row;
  }

  /** Returns a number of this row; NaN when the column is missing or no number. */
  double number(String column) {
    return values.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
