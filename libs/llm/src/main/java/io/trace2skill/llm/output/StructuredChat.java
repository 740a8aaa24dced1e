// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.async.AsyncLoop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks a model for JSON. */
public final class StructuredChat {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChatClient client;

  public StructuredChat(ChatClient client) {
    this.client = client;
  }

  /** Asks. */
  public <T> CompletableFuture<Answer<T>> ask(ChatRequest request, ReplyReader<T> reader) {
    return AsyncLoop.run(
        running ->
            running.call(client.send(request)).thenApply(reply -> Optional.of(read(reply, reader))),
        error -> error);
  }

  private static <T> Answer<T> read(ChatReply reply, ReplyReader<T> reader) {
    String text = reply.text();
    try {
      String json = text.substring(Math.max(0, text.indexOf('{')), text.lastIndexOf('}') + 1);
      return new Answer<>(reader.read(JSON.readTree(json)), reply.usage());
    } catch (JsonProcessingException | ReplyComplaintException e) {
      throw new UnusableReplyException(String.valueOf(e.getMessage()), reply.usage());
    }
  }
}
