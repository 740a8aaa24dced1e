// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.util.CellReference;

/**
 * Reads where an answer is: ranges separated by commas, each with or without a sheet. People write
 * this by hand, so quotation marks may be missing on either side, whole columns ({@code A:G}) and
 * rows ({@code 3:9}) are ranges, and what the second corner leaves out is taken from the first
 * ({@code BD2:308}), or open where the first leaves it out too.
 */
public final class CellRanges {

  private static final String CORNER = "\\$?([A-Za-z]{0,3})\\$?(\\d{0,7})";
  private static final String RANGE = CORNER + "(?::" + CORNER + ")?";
  private static final String END = "\\s*'?\\s*" + RANGE + "\\s*'?\\s*(?:,|$)";
  private static final Pattern QUOTED = Pattern.compile("\\s*'((?:[^']|'')+)'!" + END);
  private static final Pattern BARE = Pattern.compile("()" + END);
  private static final Pattern SLOPPY = Pattern.compile("\\s*(.+?)!" + END);

  private CellRanges() {}

  /**
   * Reads the ranges.
   *
   * @throws IllegalArgumentException when the text is anything else; the message says where
   */
  public static List<CellRange> parse(String text) {
    List<CellRange> ranges = new ArrayList<>();
    int at = 0;
    do {
      Matcher part = partAt(text, at);
      ranges.add(range(part));
      at = part.end();
    } while (at < text.length() || text.charAt(text.length() - 1) == ',');
    return List.copyOf(ranges);
  }

  private static Matcher partAt(String text, int at) {
    for (Pattern pattern : List.of(QUOTED, BARE, SLOPPY)) {
      Matcher matcher = pattern.matcher(text).region(at, text.length());
      if (matcher.lookingAt() && isRange(matcher)) {
        return matcher;
      }
    }
    throw new IllegalArgumentException("no range of cells at character " + (at + 1));
  }

  private static boolean isRange(Matcher part) {
    boolean single = part.group(4) == null;
    boolean hasFirst = !part.group(2).isEmpty() || !part.group(3).isEmpty();
    return single
        ? !part.group(2).isEmpty() && !part.group(3).isEmpty()
        : hasFirst && !(part.group(4).isEmpty() && part.group(5).isEmpty());
  }

  private static CellRange range(Matcher part) {
    String sheet = part.group(1).replace("''", "'").replaceAll("^[\\s']+|[\\s']+$", "");
    Optional<String> named = sheet.isEmpty() ? Optional.empty() : Optional.of(sheet);
    int firstRow = row(part.group(3), 0);
    int firstColumn = column(part.group(2), 0);
    if (part.group(4) == null) {
      return new CellRange(named, firstRow, firstRow, firstColumn, firstColumn);
    }
    boolean columnGiven = !part.group(2).isEmpty();
    return new CellRange(
        named,
        firstRow,
        row(part.group(5), CellRange.LAST_ROW),
        firstColumn,
        column(part.group(4), columnGiven ? firstColumn : CellRange.LAST_COLUMN));
  }

  private static int row(String digits, int missing) {
    return digits.isEmpty() ? missing : Integer.parseInt(digits) - 1;
  }

  private static int column(String letters, int missing) {
    return letters.isEmpty()
        ? missing
        : CellReference.convertColStringToIndex(letters.toUpperCase(Locale.ROOT));
  }
}
