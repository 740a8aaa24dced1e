// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.patch.Edit;
import java.util.Comparator;

/** The precedence of edits when the caller has none: by what they say, not by where they stand. */
final class EditPrecedence {

  static final Comparator<Edit> BY_CONTENT =
      Comparator.comparing(Edit::file)
          .thenComparing(Edit::op)
          .thenComparing(edit -> edit.targetSection().orElse(""))
          .thenComparing(edit -> edit.targetText().orElse(""))
          .thenComparing(edit -> edit.oldText().orElse(""))
          .thenComparing(edit -> edit.afterSection().orElse(""))
          .thenComparing(edit -> edit.content().orElse(""));

  private EditPrecedence() {}
}
