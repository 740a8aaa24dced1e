// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * A merged edit on its way into the skill.
 *
 * @param source what was proposed
 * @param edit the edit to make, which may have moved to another place since
 */
record Candidate(RankedEdit source, Edit edit) {

  /** Returns the edit as proposed, with its path as a skill directory knows it. */
  static Candidate of(RankedEdit source) {
    return new Candidate(source, source.edit().edit().withFile(source.key().file()));
  }

  Candidate withEdit(Edit moved) {
    return new Candidate(source, moved);
  }

  MergeKey key() {
    return source.key();
  }

  int support() {
    return source.support();
  }

  /** Returns whether the edit is made in another file than it was proposed for. */
  boolean isMoved() {
    return !edit.file().equals(key().file());
  }

  String content() {
    return edit.content().orElse("");
  }

  /** Returns whether this one wins over the other where only one can be made. */
  boolean outranks(Candidate other) {
    return RankedEdit.ORDER.compare(source, other.source) < 0;
  }

  DroppedEdit dropped(DropReason reason, String detail) {
    return new DroppedEdit(source.edit(), reason, detail);
  }

  /** Returns the merged edit with its first wording as made. */
  SourcedEdit applied() {
    List<EditVariant> variants = new ArrayList<>(source.edit().variants());
    SortedSet<EditId> sources = variants.get(0).sources();
    variants.set(0, new EditVariant(edit, sources));
    return new SourcedEdit(variants);
  }

  /** Returns a name for a person: what the edit says, or what it does to what. */
  String label() {
    String text =
        edit.content()
            .flatMap(content -> content.lines().filter(line -> !line.isBlank()).findFirst())
            .orElse(edit.op().wireName() + " " + edit.targetSection().orElse(edit.file()));
    return "'" + (text.length() > 80 ? text.substring(0, 77) + "..." : text.strip()) + "'";
  }
}
