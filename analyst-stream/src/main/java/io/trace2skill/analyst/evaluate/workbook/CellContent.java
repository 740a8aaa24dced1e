// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

/**
 * What a cell shows, normalised: equal values count as the same.
 *
 * @param value a Double, a String or an {@link Elapsed}; the empty string for an empty cell
 * @param kind what a reader would call it, such as {@code "a number"}
 * @param numberFormat how numbers are shown
 * @param look its colours
 */
record CellContent(Object value, String kind, String numberFormat, CellLook look) {

  static final CellContent EMPTY = new CellContent("", "nothing", "General", CellLook.PLAIN);

  /** A span of time, which is not a time of day. */
  record Elapsed(long seconds) {}

  /** A cell without a value that could be read: never the same as another. */
  record Unreadable(String why) {}

  boolean isReadable() {
    return !(value instanceof Unreadable);
  }

  boolean sameValue(CellContent other) {
    return isReadable() && value.equals(other.value);
  }

  boolean isEmpty() {
    return value.equals("");
  }

  boolean isBlank() {
    return isEmpty() && !look.isFilled();
  }

  /** The colour of a text that is not there does not count. */
  boolean sameLook(CellContent other) {
    return isEmpty() ? look.fill().equals(other.look.fill()) : look.equals(other.look);
  }
}
