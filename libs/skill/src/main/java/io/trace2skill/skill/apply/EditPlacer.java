// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.patch.Edit;
import java.util.HashMap;
import java.util.Map;

/** Places edits of one file against its original text, each once. */
final class EditPlacer {

  private final SectionPlacer sections;
  private final TextPlacer texts;
  private final Map<Integer, Placement> placed = new HashMap<>();

  EditPlacer(MarkdownDocument document, AnchorResolver anchors) {
    this.sections = new SectionPlacer(document);
    this.texts = new TextPlacer(document, anchors);
  }

  /** Returns where the edit goes, seen without the other edits. */
  Placement place(Candidate candidate) {
    return placed.computeIfAbsent(candidate.index(), index -> place(candidate.edit()));
  }

  private Placement place(Edit edit) {
    return switch (edit.op()) {
      case INSERT_AFTER, INSERT_BEFORE -> texts.insert(edit);
      case REPLACE_IN_SECTION -> texts.replace(edit);
      case APPEND_TO_SECTION -> sections.append(edit);
      case ADD_SECTION -> sections.add(edit);
      case DELETE_SECTION -> sections.delete(edit);
      case CREATE, DELETE_FILE -> throw new IllegalArgumentException("no edit of a file's text");
    };
  }
}
