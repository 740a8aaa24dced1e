// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.concurrent.CompletionStage;

/**
 * A slow, unreliable call that a stage makes for each request.
 *
 * <p>{@link #start} runs on a Kafka Streams thread. What it throws, and what the stage it returns
 * fails with, is a failed attempt and never reaches the stream thread.
 *
 * @param <Q> the request, never null
 * @param <R> the result, never null
 */
@FunctionalInterface
public interface AsyncFunction<Q, R> extends AutoCloseable {

  /**
   * Starts one call and returns at once; it must not block, for it runs on the stream thread. It
   * may be called again for the same request: after a failure, and after a crash.
   *
   * @param request what the caller submitted
   * @return completes with the result, from any thread. The stage cancels it (through {@link
   *     CompletionStage#toCompletableFuture}) when the call times out or its task closes
   */
  CompletionStage<R> start(Q request);

  /** Releases what the function owns. Called once, by {@link AsyncStage#close}. */
  @Override
  default void close() {}

  /**
   * Turns a blocking function into an asynchronous one that runs on threads of its own: virtual
   * threads where the JVM has them, daemon platform threads otherwise. A cancelled call is
   * interrupted. If it goes on all the same, its thread is abandoned until it ends and another one
   * takes its place; at most {@code threads} can be abandoned at a time, then calls wait for one.
   *
   * @param name the prefix of the threads' names
   * @param threads how many calls may run at once, at least 1; usually the stage's limit of calls
   *     in flight, otherwise calls wait for a thread while their time-out runs
   * @param function the call; it may throw anything
   */
  static <Q, R> AsyncFunction<Q, R> blocking(
      String name, int threads, Blocking<? super Q, ? extends R> function) {
    return new BlockingCalls<>(name, threads, function);
  }

  /**
   * A call that blocks its thread.
   *
   * @param <Q> the request
   * @param <R> the result, never null
   */
  @FunctionalInterface
  interface Blocking<Q, R> {

    /**
     * Makes the call.
     *
     * @throws Exception to let the attempt fail; the stage's {@link RetryPolicy} decides what then
     */
    R call(Q request) throws Exception;
  }
}
