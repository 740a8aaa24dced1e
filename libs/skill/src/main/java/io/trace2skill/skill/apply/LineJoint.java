// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import java.util.regex.Pattern;

/**
 * Two lines that come to stand one after the other.
 *
 * @param above the upper line
 * @param aboveIsHeading whether it is a heading
 * @param below the lower line
 * @param belowIsHeading whether it is a heading
 */
record LineJoint(String above, boolean aboveIsHeading, String below, boolean belowIsHeading) {

  /** How close new lines stand to the old ones. */
  enum Closeness {
    /** Text was replaced: only a heading is set apart. */
    REPLACED,
    /** Lines were put between lines: set apart where Markdown would take them as one. */
    INSERTED,
    /** A block was put after a block: set apart unless they are one list, table or quote. */
    APPENDED
  }

  private static final Pattern LIST_ITEM =
      Pattern.compile("^\\s*(?:[-*+]|\\d{1,9}[.)])(?:\\s.*|$)");
  private static final Pattern INDENTED = Pattern.compile("^(?: {2,}|\\t).*");
  private static final Pattern UNDERLINE = Pattern.compile("^ {0,3}(?:=+|-+)\\s*$");

  boolean needsBlankLine(Closeness closeness) {
    if (above.isBlank() || below.isBlank()) {
      return false;
    }
    if (aboveIsHeading || belowIsHeading || UNDERLINE.matcher(below).matches()) {
      return true;
    }
    return switch (closeness) {
      case REPLACED -> false;
      case INSERTED -> swallows();
      case APPENDED -> !continues();
    };
  }

  /** A list, quote, table or HTML block takes in plain text below, and text the table below it. */
  private boolean swallows() {
    boolean open =
        isListItem(above)
            || INDENTED.matcher(above).matches()
            || startsWith(above, '>')
            || startsWith(above, '|')
            || startsWith(above, '<');
    boolean tableBegins = startsWith(below, '|');
    return (open || tableBegins) && !continues();
  }

  private boolean continues() {
    boolean list = isListItem(above) || INDENTED.matcher(above).matches();
    boolean listGoesOn = isListItem(below) || INDENTED.matcher(below).matches();
    return (list && listGoesOn)
        || (startsWith(above, '|') && startsWith(below, '|'))
        || (startsWith(above, '>') && startsWith(below, '>'));
  }

  private static boolean isListItem(String line) {
    return LIST_ITEM.matcher(line).matches();
  }

  private static boolean startsWith(String line, char mark) {
    return line.stripLeading().charAt(0) == mark;
  }
}
