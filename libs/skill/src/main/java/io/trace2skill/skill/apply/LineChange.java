// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import java.util.List;

/**
 * A change of a file in terms of its original lines, counted from 0.
 *
 * @param kind what sort of change
 * @param from first line that is replaced or deleted; the line before which new lines go
 * @param to line after the last one that is replaced or deleted; {@code from} for an insertion
 * @param lines the new lines; empty for a deletion
 * @param scopeFrom first line that the change is anchored at
 * @param scopeTo line after the last one that it is anchored at
 * @param topLevel highest heading level in the new lines; 0 without one
 */
record LineChange(
    Kind kind, int from, int to, List<String> lines, int scopeFrom, int scopeTo, int topLevel) {

  /** In the order in which insertions at one point follow each other. */
  enum Kind {
    INSERT_AFTER,
    APPEND,
    INSERT_BEFORE,
    SECTION,
    REPLACE,
    DELETE
  }

  LineChange {
    lines = List.copyOf(lines);
  }

  static LineChange insertion(Kind kind, int at, ContentBlock block, int scopeFrom, int scopeTo) {
    return new LineChange(kind, at, at, block.lines(), scopeFrom, scopeTo, block.topLevel());
  }

  static LineChange replacement(int from, int to, List<String> lines) {
    return new LineChange(Kind.REPLACE, from, to, lines, from, to, 0);
  }

  static LineChange deletion(int from, int to) {
    return new LineChange(Kind.DELETE, from, to, List.of(), from, to, 0);
  }

  boolean isInsertion() {
    return kind.compareTo(Kind.SECTION) <= 0;
  }

  boolean isAtPlaceOf(LineChange other) {
    return isInsertion() == other.isInsertion() && from == other.from && to == other.to;
  }

  /** Returns whether the two cannot both be made. */
  boolean overlaps(LineChange other) {
    if (isInsertion() && other.isInsertion()) {
      return false;
    }
    if (isInsertion()) {
      return other.affects(this);
    }
    return other.isInsertion() ? affects(other) : from < other.to && other.from < to;
  }

  private boolean affects(LineChange insertion) {
    boolean inside = from < insertion.from && insertion.from < to;
    boolean losesAnchor =
        kind == Kind.DELETE && from < insertion.scopeTo && insertion.scopeFrom < to;
    return inside || losesAnchor;
  }
}
