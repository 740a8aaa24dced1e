// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.patch.Edit;

/** What became of an edit. */
public sealed interface EditStatus {

  /** Returns the edit as it was given. */
  Edit edit();

  /**
   * The edit is in the new directory.
   *
   * @param how how its place was found
   * @param note what a person should know about the place; may be empty
   */
  record Applied(Edit edit, AnchorMatch how, String note) implements EditStatus {}

  /**
   * The edit changed nothing.
   *
   * @param detail the reason for a person; names the missing anchor, the other edit, ...
   */
  record NotApplied(Edit edit, NotAppliedReason reason, String detail) implements EditStatus {}
}
