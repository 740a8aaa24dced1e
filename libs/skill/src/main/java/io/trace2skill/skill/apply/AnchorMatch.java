// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

/** How the place of an edit was found. */
public enum AnchorMatch {
  /** The edit is about a whole file. */
  WHOLE_FILE,
  /** The edit names no place, or one that is not there, and goes to the end of the file. */
  END_OF_FILE,
  /** The anchor is in the file letter by letter. */
  EXACT,
  /** The anchor differs in white space, a heading also in case or level. */
  WHITESPACE,
  /** The anchor differs in letters, but no other place is as similar. */
  FUZZY
}
