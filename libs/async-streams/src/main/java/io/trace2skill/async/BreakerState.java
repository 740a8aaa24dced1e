// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

/** What a stage does about an endpoint that keeps failing; see {@link BreakerPolicy}. */
public enum BreakerState {
  /** Calls start as usual. */
  CLOSED,

  /** One call finds out whether the endpoint is back; the others wait for its end. */
  HALF_OPEN,

  /** No call starts until the back-off is over. */
  OPEN
}
