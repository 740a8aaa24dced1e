// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.Usage;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request on its way through the gates. Its mutable state is guarded by the admission's lock. */
final class Ticket extends CompletableFuture<ChatReply> {

  private final ChatRequest request;
  private final Usage estimate;
  private final Runnable onSent;
  private volatile boolean queued = true;
  private volatile long sentAt;
  private @Nullable CompletableFuture<ChatReply> sent;

  /**
   * @param estimate of what it uses up, with its price
   * @param onSent told when the request leaves
   */
  Ticket(ChatRequest request, Usage estimate, Runnable onSent) {
    this.request = request;
    this.estimate = estimate;
    this.onSent = onSent;
  }

  ChatRequest request() {
    return request;
  }

  Usage estimate() {
    return estimate;
  }

  Runnable onSent() {
    return onSent;
  }

  boolean queued() {
    return queued;
  }

  long sentAt() {
    return sentAt;
  }

  void dequeue(long now) {
    queued = false;
    sentAt = now;
  }

  void sentAs(CompletableFuture<ChatReply> call) {
    sent = call;
  }

  @Nullable CompletableFuture<ChatReply> sent() {
    return sent;
  }
}
