// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import java.util.concurrent.CompletableFuture;

/**
 * Sends requests to a model. Thread-safe. Limits, retries, budgets and journals are clients around
 * clients.
 */
public interface ChatClient extends AutoCloseable {

  /**
   * Starts a call and returns at once.
   *
   * @return completes with the reply, or exceptionally with an {@link LlmException}; cancelling it
   *     cancels the call
   */
  CompletableFuture<ChatReply> send(ChatRequest request);

  /**
   * Tells that the model's last reply to a request turned out to be of no use, so that nobody who
   * keeps replies gives it again. Returns at once; clients that keep none do nothing.
   */
  default void disown(ChatRequest request) {}

  /** Releases what the client owns; calls that run are cancelled. */
  @Override
  void close();
}
