// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import java.util.Locale;

/** Why an edit did not reach the skill. */
public enum DropReason {
  /** Its path is protected, outside the skill, or not one that a skill may have. */
  FORBIDDEN_PATH,
  /** It holds text that no agent may be given, whoever proposes it. */
  UNSAFE,
  /** A part that its operation needs is missing or empty. */
  INCOMPLETE,
  /** Its anchor is not in the file. */
  UNPLACED,
  /** It contradicts an edit with more support. */
  CONFLICT,
  /** The skill says so already. */
  ALREADY_THERE,
  /** A reference file without a link to it, or a link without its file. */
  UNPAIRED,
  /** What it would have made does not validate and could not be repaired. */
  INVALID,
  /** The merging engine left it out and said why. */
  ENGINE;

  /** Returns the name on the wire and in reports, for example {@code forbidden-path}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the reason of that wire name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static DropReason fromWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
