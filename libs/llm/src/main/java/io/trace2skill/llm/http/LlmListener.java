// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;

/**
 * Hears what an operator should know. Called on any thread, one call at a time per kind of event at
 * most seldom; it must not block. No text holds a key.
 */
public interface LlmListener {

  /** Hears nothing. */
  LlmListener NONE = new LlmListener() {};

  /**
   * The endpoint is down: nothing is sent until a probe is answered.
   *
   * @param reason the last failure
   */
  default void endpointDown(String reason) {}

  /**
   * The endpoint answers again.
   *
   * @param outage since it was found to be down
   */
  default void endpointUp(Duration outage) {}

  /**
   * The budget is used up; told once. Calls that are not paid for wait until the client is closed:
   * the owner stops the run and starts it again with a larger budget.
   *
   * @param bound which bound, with its value
   */
  default void budgetUsedUp(String bound) {}

  /** A call failed and is repeated after a wait. */
  default void repeating(String purpose, FailureKind kind, Duration wait) {}

  /**
   * The endpoint refuses a request. Statuses 401, 403 and 404 mean that it will refuse all others
   * as well: a wrong key or model.
   */
  default void refused(String purpose, int status, String message) {}
}
