// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

/**
 * How one request ended. Every submitted request gets exactly one completion in the committed
 * output.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public sealed interface Completion<Q, R> {

  /** Returns the request as it was submitted. */
  Q request();

  /**
   * Returns how often the call was started since the task's last start; at least 1. A restart of
   * the task begins to count anew.
   */
  int attempts();

  /**
   * The call gave a result.
   *
   * @param result what the function answered, never null
   */
  record Succeeded<Q, R>(Q request, R result, int attempts) implements Completion<Q, R> {}

  /**
   * The call failed for good: the policy does not repeat such a failure, or the attempts are used
   * up.
   *
   * @param cause the last attempt's failure, without the wrappers of {@code java.util.concurrent};
   *     {@link java.util.concurrent.TimeoutException} for a call that ran out of time
   */
  record Failed<Q, R>(Q request, Throwable cause, int attempts) implements Completion<Q, R> {}
}
