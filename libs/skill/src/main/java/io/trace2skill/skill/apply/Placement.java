// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

/** Where an edit goes, seen without the other edits. */
sealed interface Placement {

  /** The change that the edit makes. */
  record Placed(LineChange change, AnchorMatch how, String note) implements Placement {}

  /** Why the edit makes none. */
  record Refused(NotAppliedReason reason, String detail) implements Placement {}
}
