// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTableTest {

  @Test
  void hasTheColumnsOfAllRowsInTheirOrder() {
    Row first = Row.of("b", "one").with("rec/s", 1234.4).with("ratio", 0.756);
    Row second = Row.of("b", "two").with("rec/s", 12.34).with("count", 7);

    assertThat(RowTable.of(List.of(first, second)))
        .isEqualTo(
            """
            | benchmark | subject | rec/s | ratio | count |
            | --- | --- | --- | --- | --- |
            | b | one | 1234 | 0.76 |  |
            | b | two | 12.3 |  | 7 |
            """);
  }

  @Test
  void smallAndMissingNumbersStayReadable() {
    assertThat(RowTable.text(0.0123)).isEqualTo("0.012");
    assertThat(RowTable.text(Double.NaN)).isEqualTo("-");
    assertThat(RowTable.text("failed")).isEqualTo("failed");
  }

  @Test
  void aRowTakesOnlyTheFiguresThatItAsksFor() {
    Row row = Row.of("b", "s").withFigures(Map.of("a", 1.0, "b", 2.0), "b", "c");

    assertThat(row.values()).containsExactly(Map.entry("b", 2.0));
    assertThat(row.number("c")).isNaN();
  }
}
