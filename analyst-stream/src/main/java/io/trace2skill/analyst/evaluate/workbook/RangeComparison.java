// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.poi.ss.util.CellAddress;

/**
 * Compares ranges of a candidate with those of the reference, cell by cell.
 *
 * @param colours whether the colours of fill and text count
 * @param numberFormats whether the formats of numbers count
 */
public record RangeComparison(boolean colours, boolean numberFormats) {

  /**
   * What differs.
   *
   * @param cells how many cells were compared: those that hold something on one side
   * @param differences one for each cell that differs: the cell, and what the candidate has there
   */
  public record Result(int cells, List<String> differences) {

    public Result {
      differences = List.copyOf(differences);
    }

    /** Returns the share of cells that agree, from 0.0 to 1.0. */
    public double share() {
      return cells == 0 ? 1.0 : (double) (cells - differences.size()) / cells;
    }
  }

  /** Compares ranges that were read from the same places; both lists have the same length. */
  public Result compare(List<RangeContent> reference, List<RangeContent> candidate) {
    int cells = 0;
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < reference.size(); i++) {
      cells += compare(reference.get(i), candidate.get(i), differences);
    }
    return new Result(cells, differences);
  }

  private int compare(RangeContent reference, RangeContent candidate, List<String> differences) {
    NavigableSet<CellAddress> addresses = new TreeSet<>(reference.cells().keySet());
    addresses.addAll(candidate.cells().keySet());
    if (!colours) {
      addresses.removeIf(a -> reference.at(a).isEmpty() && candidate.at(a).isEmpty());
    }
    for (CellAddress address : addresses) {
      CellContent made = candidate.at(address);
      String difference = difference(reference.at(address), made);
      if (!difference.isEmpty()) {
        differences.add(reference.place(address) + difference);
      }
    }
    return addresses.size();
  }

  private String difference(CellContent reference, CellContent made) {
    if (!made.sameValue(reference)) {
      return " is not right, it holds " + made.kind();
    }
    if (colours && !made.sameLook(reference)) {
      return " does not have the right colours";
    }
    if (numberFormats && !made.numberFormat().equals(reference.numberFormat())) {
      return " does not have the right number format";
    }
    return "";
  }
}
