// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.Ground;
import java.util.Comparator;
import java.util.Optional;

/** Total orders that do not depend on how a value came about. */
final class CanonicalOrder {

  /** Edits by their parts, so that only equal edits compare as equal. */
  static final Comparator<Edit> EDITS =
      Comparator.comparing(Edit::file)
          .thenComparing(Edit::op)
          .thenComparing(Edit::content, absentFirst())
          .thenComparing(Edit::targetSection, absentFirst())
          .thenComparing(Edit::targetText, absentFirst())
          .thenComparing(Edit::oldText, absentFirst())
          .thenComparing(Edit::afterSection, absentFirst())
          .thenComparing(Edit::ground, CanonicalOrder.<Ground>absentFirst());

  private CanonicalOrder() {}

  private static <T extends Comparable<T>> Comparator<Optional<T>> absentFirst() {
    return (a, b) ->
        a.isPresent() && b.isPresent()
            ? a.get().compareTo(b.get())
            : Boolean.compare(a.isPresent(), b.isPresent());
  }
}
