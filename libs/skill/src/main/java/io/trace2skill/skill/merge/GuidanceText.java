// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The text that edits add, and how the texts of several edits stand together. */
final class GuidanceText {

  private static final Pattern ITEM =
      Pattern.compile("(?:[-*+]|\\d{1,9}[.)])\\s.*", Pattern.DOTALL);
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private GuidanceText() {}

  /** Returns whether the edit does nothing but add guidance. */
  static boolean isAddedBy(Edit edit) {
    return switch (edit.op()) {
      case APPEND_TO_SECTION, ADD_SECTION, INSERT_AFTER, INSERT_BEFORE -> true;
      case REPLACE_IN_SECTION, DELETE_SECTION, CREATE, DELETE_FILE -> false;
    };
  }

  /** Returns the heading that the edit adds, with its marks; empty when it adds none. */
  static String heading(Edit edit) {
    String first = edit.content().orElse("").strip().lines().findFirst().orElse("");
    return edit.op() == EditOp.ADD_SECTION ? first.strip() : "";
  }

  /** Returns the guidance itself, without the heading of an added section. */
  static String body(Edit edit) {
    String content = edit.content().orElse("").strip();
    return edit.op() == EditOp.ADD_SECTION
        ? content.substring(Math.min(content.length(), heading(edit).length())).strip()
        : content;
  }

  /** Returns the title of a heading, without its marks. */
  static String title(String heading) {
    return heading.strip().replaceFirst("^#{1,6}\\s+", "").replaceFirst("\\s+#+$", "").strip();
  }

  /**
   * Returns the texts as one block in the given order, equal texts once. Items follow each other as
   * one list; everything else stands apart by a blank line.
   */
  static String join(Iterable<String> texts) {
    Set<String> distinct = new LinkedHashSet<>();
    texts.forEach(text -> distinct.add(text.strip()));
    StringBuilder block = new StringBuilder();
    boolean afterItem = false;
    for (String text : distinct) {
      boolean item = isItem(text);
      if (block.length() > 0) {
        block.append(item && afterItem ? "\n" : "\n\n");
      }
      block.append(text);
      afterItem = item;
    }
    return block.toString();
  }

  /** Returns whether the text starts as an item of a list. */
  static boolean isItem(String text) {
    return ITEM.matcher(text).matches();
  }

  /** Returns the line as it is compared: without what white space and list marks make of it. */
  static String normalised(String line) {
    return SPACES
        .matcher(line.strip())
        .replaceAll(" ")
        .replaceFirst("^(?:[-*+]|\\d{1,9}[.)]) ", "");
  }
}
