// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellRangesTest {

  private static final int END = CellRange.LAST_ROW;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "B6                        | ?!1-1,5-5",
        "a1:b2                     | ?!0-1,0-1",
        "$A$1:$B$2                 | ?!0-1,0-1",
        "B2:A1                     | ?!0-1,0-1",
        "'Sheet1'!A1:B5            | Sheet1!0-1,0-4",
        "Sheet1'!A1:F14            | Sheet1!0-5,0-13",
        "B'!F4                     | B!5-5,3-3",
        "Raw Data!'A1:F18'         | Raw Data!0-5,0-17",
        "Sheet3'!A:G,'Sheet4'!A:G  | Sheet3!0-6,0-END Sheet4!0-6,0-END",
        "'A!A1:P13','B!A1:P13'     | A!0-15,0-12 B!0-15,0-12",
        "A1,Sheet2!B2 , C3         | ?!0-0,0-0 Sheet2!1-1,1-1 ?!2-2,2-2",
        "'Sheet1'!BD2:308          | Sheet1!55-55,1-307",
        "3:9                       | ?!0-16383,2-8",
        "B2:D                      | ?!1-3,1-END",
        "'It''s, no!'!A1           | It's, no!!0-0,0-0",
        "XFD1048576                | ?!16383-16383,END-END",
      })
  void readsWhatPeopleWrite(String text, String ranges) {
    assertThat(
            CellRanges.parse(text).stream()
                .map(CellRangesTest::shown)
                .collect(Collectors.joining(" ")))
        .isEqualTo(ranges.replace("END", Integer.toString(END)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "7",
        ":",
        "A1:",
        "Sheet1",
        "Sheet1!",
        "A1;B2",
        "A1,",
        "A0",
        "ZZZ1",
        "A1048577",
        "!A1:B2:C3"
      })
  void rejectsWhatIsNoRange(String text) {
    assertThatThrownBy(() -> CellRanges.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void readsEachRangeThatPoiWrites(
      @ForAll @IntRange(max = 1048575) int row,
      @ForAll @IntRange(max = 1048575) int otherRow,
      @ForAll @IntRange(max = 16383) int column,
      @ForAll @IntRange(max = 16383) int otherColumn,
      @ForAll @NotBlank String name) {
    String sheet = name.replaceAll("[\\s'\\p{Cc}]", "x");
    CellRange range = new CellRange(Optional.of(sheet), row, otherRow, column, otherColumn);
    String cells =
        new CellRangeAddress(
                range.firstRow(), range.lastRow(), range.firstColumn(), range.lastColumn())
            .formatAsString();

    assertThat(CellRanges.parse("'" + sheet + "'!" + cells)).containsExactly(range);
  }

  private static String shown(CellRange range) {
    return String.format(
        Locale.ROOT,
        "%s!%d-%d,%d-%d",
        range.sheet().orElse("?"),
        range.firstColumn(),
        range.lastColumn(),
        range.firstRow(),
        range.lastRow());
  }
}
