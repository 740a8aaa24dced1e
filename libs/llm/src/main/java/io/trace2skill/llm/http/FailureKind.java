// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

/** How an endpoint failed in a way that may pass. */
public enum FailureKind {
  /** Status 429. */
  RATE_LIMITED,
  /** Status 408, 409 or 425: the endpoint works, but not on this request now. */
  NOT_NOW,
  /** Status 500 and above. */
  SERVER_ERROR,
  /** No reply within the time of a call. */
  TIMEOUT,
  /** No connection, so that nothing was sent. */
  UNREACHABLE,
  /** The connection broke before the reply began. */
  BROKEN_CONNECTION,
  /** The reply began and did not end. */
  TRUNCATED,
  /** The reply is no chat completion: HTML, another shape, or too large. */
  UNREADABLE,
  /** The reply has neither text nor tool calls. */
  EMPTY;

  /** Returns whether many of them in a row mean that the endpoint is down. */
  boolean meansDown() {
    return this == SERVER_ERROR
        || this == TIMEOUT
        || this == UNREACHABLE
        || this == BROKEN_CONNECTION;
  }
}
