// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import java.util.Locale;

/** What kind of thing is wrong with something that was rejected. */
public enum RejectCause {
  /** The source cannot be read, or is no text in UTF-8. */
  UNREADABLE,
  /** No JSON. */
  MALFORMED,
  /** Larger than what topics and stores let pass. */
  TOO_LARGE,
  /** JSON, but no form of a trajectory that is known or asked for, or with an unusable field. */
  NOT_A_TRAJECTORY,
  /** A trajectory in which nothing happens. */
  NOTHING_TO_ANALYSE,
  /** The id of another trajectory that was read before. */
  CONFLICTING_ID;

  /** Returns the name in headers and reports. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
