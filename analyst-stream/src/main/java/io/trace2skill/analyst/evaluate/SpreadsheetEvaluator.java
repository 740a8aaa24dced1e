// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import io.trace2skill.analyst.evaluate.workbook.RangeComparison;
import io.trace2skill.analyst.evaluate.workbook.RangeContent;
import io.trace2skill.analyst.evaluate.workbook.WorkbookException;
import io.trace2skill.analyst.evaluate.workbook.WorkbookFile;
import java.util.List;

/** Compares ranges of cells with those of a reference workbook. */
final class SpreadsheetEvaluator implements Evaluator {

  enum Styles {
    AUTO,
    COMPARE,
    IGNORE
  }

  enum NumberFormats {
    IGNORE,
    COMPARE
  }

  private final AnswerPlace place;
  private final List<RangeContent> reference;
  private final RangeComparison comparison;

  /**
   * Reads the reference.
   *
   * @param reference the workbook with the right answer
   * @param inputs workbooks that the task started from; where one holds the same values as the
   *     reference, the task is about colours, so that these count unless the options say otherwise
   */
  SpreadsheetEvaluator(WorkbookFile reference, List<WorkbookFile> inputs, Options options) {
    try {
      this.place = AnswerPlace.of(options, reference.sheetNames());
      this.reference = reference.read(place.ranges());
    } catch (WorkbookException e) {
      throw new EvaluatorException("The reference workbook cannot be used: " + e.getMessage());
    }
    this.reference.stream()
        .flatMap(range -> range.unreadable().stream())
        .findFirst()
        .ifPresent(SpreadsheetEvaluator::rejectReference);
    this.comparison =
        new RangeComparison(
            comparesStyles(options, inputs),
            options.choice(Options.NUMBER_FORMATS, NumberFormats.values())
                == NumberFormats.COMPARE);
  }

  private static void rejectReference(String cell) {
    throw new EvaluatorException(
        "The reference workbook cannot be used: " + cell + "; save it with calculated values");
  }

  private boolean comparesStyles(Options options, List<WorkbookFile> inputs) {
    Styles styles = options.choice(Options.STYLES, Styles.values());
    return styles == Styles.COMPARE
        || (styles == Styles.AUTO && inputs.stream().anyMatch(this::holdsTheSameValues));
  }

  private boolean holdsTheSameValues(WorkbookFile input) {
    try {
      RangeComparison values = new RangeComparison(false, false);
      return values.compare(reference, input.read(place.ranges())).differences().isEmpty();
    } catch (WorkbookException e) {
      return false;
    }
  }

  @Override
  public String accepts() {
    return "a workbook file (.xlsx, .xlsm or .xls); "
        + place
        + (comparison.colours() ? " is compared, with its colours" : " is compared");
  }

  @Override
  public Verdict evaluate(Candidate candidate) {
    if (!(candidate instanceof Candidate.File file)) {
      return Verdict.fail("The candidate is not a file, but a workbook file is needed.");
    }
    try {
      return verdict(WorkbookFile.at(file.path()).read(place.ranges()));
    } catch (WorkbookException e) {
      return Verdict.fail("The candidate cannot be read: " + e.getMessage() + ".");
    }
  }

  private Verdict verdict(List<RangeContent> candidate) {
    RangeComparison.Result result = comparison.compare(reference, candidate);
    if (result.differences().isEmpty()) {
      return Verdict.pass();
    }
    String head = result.differences().size() + " of " + result.cells() + " cells differ";
    return Verdict.fail(result.share(), Explanation.of(head, result.differences()));
  }
}
