// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

/**
 * Receives completions on the stream thread of the task that submitted the request.
 *
 * @param <Q> the request
 * @param <R> the result
 */
@FunctionalInterface
public interface CompletionHandler<Q, R> {

  /**
   * Handles one completion. The handler may forward, use state stores and submit further requests;
   * all that is committed in one transaction with forgetting the request. It must not block.
   *
   * <p>It runs in a punctuator, never inside {@link AsyncCalls#submit}. There is no record context:
   * what is needed of it (timestamp, headers, coordinates) belongs into the request.
   *
   * <p>What it throws goes to Kafka Streams as if a processor had thrown it. The request then stays
   * pending and is executed again after the task's next start.
   */
  void onCompletion(Completion<Q, R> completion);
}
