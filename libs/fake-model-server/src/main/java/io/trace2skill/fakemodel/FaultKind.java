// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

/** What can go wrong with a reply. */
public enum FaultKind {
  /** 429 with {@code Retry-After}. Not billed. */
  RATE_LIMITED,
  /** 500. Not billed. */
  SERVER_ERROR,
  /** The connection is reset in the middle of the body. */
  RESET,
  /** The connection ends in the middle of the body. */
  TRUNCATED,
  /** Prose instead of the reply. */
  NONSENSE,
  /** The reply with its JSON damaged: a bracket, a quote or the tail is missing. */
  MALFORMED,
  /** A reply without text. */
  EMPTY,
  /** The reply is cut at 60 %, and its finish reason is {@code length}. */
  LENGTH,
  /** The reply takes ten times as long. */
  SLOW;

  /** Whether an endpoint would charge for the call. */
  public boolean isBilled() {
    return this != RATE_LIMITED && this != SERVER_ERROR;
  }
}
