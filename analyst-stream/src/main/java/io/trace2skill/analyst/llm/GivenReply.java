// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.Usage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers the first request with a reply that is there already, and paid for; the others go to a
 * client. So a reply that came from a tool loop is read, and repaired, like any other.
 */
final class GivenReply implements ChatClient {

  private final ChatReply reply;
  private final ChatClient client;
  private final AtomicBoolean given = new AtomicBoolean();

  GivenReply(ChatReply reply, ChatClient client) {
    this.reply = new ChatReply(reply.text(), reply.toolCalls(), reply.finishReason(), Usage.NONE);
    this.client = client;
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    return given.getAndSet(true) ? client.send(request) : CompletableFuture.completedFuture(reply);
  }

  @Override
  public void disown(ChatRequest request) {
    client.disown(request);
  }

  /** The client belongs to somebody else. */
  @Override
  public void close() {}
}
