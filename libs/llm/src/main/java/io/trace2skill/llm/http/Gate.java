// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

/**
 * One condition of sending. Gates are guarded by the lock of their {@link Admission}: no thread, no
 * clock and no lock of their own.
 */
interface Gate {

  /** The wait of a ticket that only another event can end. */
  long UNTIL_CHANGE = Long.MAX_VALUE;

  /** Returns the nanoseconds after which the ticket may pass, 0 for now. */
  long waitOf(Ticket ticket, long now);

  /** The ticket passes. */
  void enter(Ticket ticket, long now);

  /** The request of a ticket that passed has ended. */
  void leave(Ticket ticket, Outcome outcome, long now);
}
