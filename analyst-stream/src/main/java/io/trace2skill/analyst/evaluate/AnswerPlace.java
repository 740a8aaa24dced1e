// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import io.trace2skill.analyst.evaluate.workbook.CellRange;
import io.trace2skill.analyst.evaluate.workbook.CellRanges;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where in a workbook the answer is.
 *
 * @param ranges at least one, each of which names its sheet as the reference does
 * @param described for people
 */
record AnswerPlace(List<CellRange> ranges, String described) {

  AnswerPlace {
    ranges = List.copyOf(ranges);
  }

  /**
   * Returns the place that the options give. A range without a sheet is on the first sheet that the
   * options name, else on the first of the workbook; without a range, whole sheets are compared,
   * all of them unless some are named.
   *
   * @throws EvaluatorException when there is no such range or sheet
   */
  static AnswerPlace of(Options options, List<String> sheets) {
    if (sheets.isEmpty()) {
      throw new EvaluatorException("The reference workbook has no sheet");
    }
    List<String> named =
        options.text(Options.SHEET).map(text -> named(text, sheets)).orElse(List.of());
    List<CellRange> ranges =
        options
            .text(Options.RANGE)
            .map(text -> ranges(text, named.isEmpty() ? sheets : named, sheets))
            .orElseGet(
                () -> (named.isEmpty() ? sheets : named).stream().map(CellRange::whole).toList());
    return new AnswerPlace(ranges, described(options, ranges));
  }

  private static List<CellRange> ranges(String text, List<String> defaults, List<String> sheets) {
    List<CellRange> ranges;
    try {
      ranges = CellRanges.parse(text);
    } catch (IllegalArgumentException e) {
      throw Options.bad(
          Options.RANGE, text, "ranges such as 'Sheet1'!A1:B5 (" + e.getMessage() + ")");
    }
    return ranges.stream().map(range -> onSheet(range, text, defaults, sheets)).toList();
  }

  private static CellRange onSheet(
      CellRange range, String text, List<String> defaults, List<String> sheets) {
    String sheet =
        range
            .sheet()
            .map(name -> find(name, sheets).orElseThrow(() -> noSheet(Options.RANGE, text)))
            .orElse(defaults.get(0));
    return new CellRange(
        Optional.of(sheet),
        range.firstRow(),
        range.lastRow(),
        range.firstColumn(),
        range.lastColumn());
  }

  /** A comma may be part of a name, so a name that is there as it stands comes first. */
  private static List<String> named(String text, List<String> sheets) {
    Optional<String> one = find(text, sheets);
    if (one.isPresent()) {
      return List.of(one.get());
    }
    return Arrays.stream(text.split(",", -1))
        .map(name -> find(name, sheets).orElseThrow(() -> noSheet(Options.SHEET, text)))
        .toList();
  }

  private static Optional<String> find(String name, List<String> sheets) {
    String bare = name.replaceAll("^[\\s']+|[\\s']+$", "");
    return Stream.of(name, bare)
        .flatMap(wanted -> sheets.stream().filter(sheet -> sheet.equalsIgnoreCase(wanted)))
        .findFirst();
  }

  private static EvaluatorException noSheet(String label, String text) {
    return Options.bad(label, text, "on sheets that the reference workbook has");
  }

  private static String described(Options options, List<CellRange> ranges) {
    String sheet = "sheet '" + ranges.get(0).sheet().orElseThrow() + "'";
    return options
        .text(Options.RANGE)
        .map(range -> range + (range.contains("!") ? "" : " on " + sheet))
        .orElse(ranges.size() == 1 ? sheet : "each of " + ranges.size() + " sheets");
  }

  @Override
  public String toString() {
    return described;
  }
}
