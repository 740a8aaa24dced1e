// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillPaths;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes two proposed edits the same edit: place, operation and lesson. The lesson is the
 * ground where the proposer tells one, so that one observation in many wordings is one edit;
 * without a ground it is the content with its white space collapsed. Parts that the operation does
 * not use do not count. Case counts in contents and anchors, because commands differ by it.
 *
 * @param file path without a leading {@code ./}
 * @param op the operation
 * @param section title of the section, in lower case and without its level; empty for none
 * @param anchor the text or section that the edit is placed by; empty for none
 * @param lesson what the edit says, marked as ground or as wording; empty for a deletion
 */
public record MergeKey(String file, EditOp op, String section, String anchor, String lesson)
    implements Comparable<MergeKey> {

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern HEADING_MARKS = Pattern.compile("^#+\\s*");

  private static final Comparator<MergeKey> ORDER =
      Comparator.comparing(MergeKey::file)
          .thenComparing(MergeKey::op)
          .thenComparing(MergeKey::section)
          .thenComparing(MergeKey::anchor)
          .thenComparing(MergeKey::lesson);

  /** Returns the key of the edit. Works on incomplete edits too. */
  public static MergeKey of(Edit edit) {
    return new MergeKey(
        SkillPaths.normalise(edit.file()).orElse(edit.file()),
        edit.op(),
        sectionOf(edit),
        anchorOf(edit),
        lessonOf(edit));
  }

  private static String sectionOf(Edit edit) {
    return switch (edit.op()) {
      case ADD_SECTION -> title(edit.content().flatMap(text -> text.lines().findFirst()));
      case CREATE, DELETE_FILE -> "";
      default -> title(edit.targetSection());
    };
  }

  private static String anchorOf(Edit edit) {
    return switch (edit.op()) {
      case INSERT_AFTER, INSERT_BEFORE -> collapse(edit.targetText());
      case REPLACE_IN_SECTION -> collapse(edit.oldText());
      case ADD_SECTION -> title(edit.afterSection());
      default -> "";
    };
  }

  private static String lessonOf(Edit edit) {
    if (edit.op() == EditOp.DELETE_FILE || edit.op() == EditOp.DELETE_SECTION) {
      return "";
    }
    return edit.ground()
        .map(ground -> "ground:" + ground.kind() + ":" + ground.signature())
        .orElseGet(() -> "wording:" + collapse(edit.content()));
  }

  private static String title(Optional<String> heading) {
    return HEADING_MARKS.matcher(collapse(heading)).replaceFirst("").toLowerCase(Locale.ROOT);
  }

  private static String collapse(Optional<String> text) {
    String stripped = text.orElse("").strip();
    return isCollapsed(stripped) ? stripped : SPACES.matcher(stripped).replaceAll(" ");
  }

  /** Most texts are, and every merge of a window computes the keys of all its edits. */
  private static boolean isCollapsed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean afterSpace = i > 0 && text.charAt(i - 1) == ' ';
      if (Character.isWhitespace(c) && (c != ' ' || afterSpace)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(MergeKey other) {
    return ORDER.compare(this, other);
  }
}
