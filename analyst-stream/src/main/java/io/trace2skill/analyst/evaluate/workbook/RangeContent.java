// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.poi.ss.util.CellAddress;

/** What the cells of a range hold. Only cells that are not blank take space. */
public final class RangeContent {

  private final String sheet;
  private final NavigableMap<CellAddress, CellContent> cells;

  RangeContent(String sheet, NavigableMap<CellAddress, CellContent> cells) {
    this.sheet = sheet;
    this.cells = Collections.unmodifiableNavigableMap(new TreeMap<>(cells));
  }

  NavigableMap<CellAddress, CellContent> cells() {
    return cells;
  }

  CellContent at(CellAddress address) {
    return cells.getOrDefault(address, CellContent.EMPTY);
  }

  String place(CellAddress address) {
    return "'" + sheet + "'!" + address.formatAsString();
  }

  /** Returns the first cell that has no value that can be read, and why, if there is one. */
  public Optional<String> unreadable() {
    return cells.entrySet().stream()
        .filter(cell -> !cell.getValue().isReadable())
        .findFirst()
        .map(cell -> place(cell.getKey()) + " holds " + cell.getValue().kind());
  }
}
