// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import io.trace2skill.llm.Usage;

/**
 * What a journal has done so far.
 *
 * @param hits calls that it answered
 * @param joined calls that got the answer of an equal one that was running
 * @param asked calls that the endpoint had to answer, or failed to
 * @param struck replies that were of no use and are not given again
 * @param unkept replies that could not be written and would be bought again
 * @param unread entries that could not be read, so that the endpoint was asked
 * @param saved what hits and joined calls had cost when they were bought
 */
public record JournalReport(
    long hits, long joined, long asked, long struck, long unkept, long unread, Usage saved) {

  /** Nothing was done. */
  public static final JournalReport NONE = new JournalReport(0, 0, 0, 0, 0, 0, Usage.NONE);
}
