// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import java.util.concurrent.CompletableFuture;

/** Makes one attempt of a call. */
@FunctionalInterface
interface Sender {

  /** Returns a future whose cancellation cancels the attempt. */
  CompletableFuture<ChatReply> send(ChatRequest request);
}
