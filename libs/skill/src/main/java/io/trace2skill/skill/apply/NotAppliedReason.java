// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

/** Why an edit was not applied. Each has a drop reason of the same name. */
public enum NotAppliedReason {
  /** Its path is protected, outside the skill, or not one that a skill may have. */
  FORBIDDEN_PATH,
  /** A part that its operation needs is missing or empty. */
  INCOMPLETE,
  /** Its file, section or text is not there. */
  UNPLACED,
  /** The file says so already, or an equal edit was applied. */
  ALREADY_THERE,
  /** It touches what another edit changes, or creates what exists with another content. */
  CONFLICT,
  /** It would break the Markdown around it: a fence left open, a heading lost or doubled. */
  INVALID
}
