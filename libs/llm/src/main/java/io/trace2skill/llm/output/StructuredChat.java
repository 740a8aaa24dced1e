// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.async.AsyncLoop;
import io.trace2skill.llm.json.ReplyJson;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a model for JSON and gets it out of what it replies.
 *
 * <p>The JSON may stand in the text, as {@link ReplyJson} finds it, or in the arguments of a tool
 * call, which come first. The first value that the reader accepts is the answer. A reply that ends
 * in the middle of the JSON is continued, at most twice; the seam is found even when the model
 * repeats itself or sends all again. A reply that is of no use otherwise goes back to the model
 * once, with what is wrong with it. So an answer takes four calls at most. Thread-safe; no thread
 * waits.
 */
public final class StructuredChat {

  private final ChatClient client;

  public StructuredChat(ChatClient client) {
    this.client = client;
  }

  /**
   * Sends a request and reads the answer.
   *
   * @param reader decides which JSON is the answer; what it complains about, the model is told
   * @return completes with the answer and the usage of all calls, or exceptionally with an {@link
   *     LlmException} that has that usage: {@link UnusableReplyException} when the model does not
   *     correct its reply. Cancelling it cancels the call that runs
   */
  public <T> CompletableFuture<Answer<T>> ask(ChatRequest request, ReplyReader<T> reader) {
    Exchange<T> exchange = new Exchange<>(client, request, reader);
    return AsyncLoop.run(exchange::step, error -> withUsage(error, exchange));
  }

  /**
   * Reads the answer from a reply that is already there, such as the last one of a tool loop, and
   * sends requests only when it must be continued or corrected.
   *
   * @param request with the conversation that led to the reply, without the reply
   * @return as {@link #ask}, with the usage of the further calls only
   */
  public <T> CompletableFuture<Answer<T>> read(
      ChatRequest request, ChatReply reply, ReplyReader<T> reader) {
    Exchange<T> exchange = new Exchange<>(client, request, reader);
    exchange.begin(reply);
    return AsyncLoop.run(exchange::step, error -> withUsage(error, exchange));
  }

  private static Throwable withUsage(Throwable error, Exchange<?> exchange) {
    return error instanceof LlmException failure ? failure.plus(exchange.usage()) : error;
  }
}
