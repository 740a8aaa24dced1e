// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.RequestRefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Keeps a wrong key or a wrong model from failing every trajectory one by one: a call that was
 * refused for such a reason waits, and the run is told to stop. Other refusals pass.
 */
final class RefusalGuard implements ChatClient {

  private final ChatClient client;
  private final Consumer<String> refused;
  private volatile boolean hasAnswered;

  /**
   * @param refused told why; calls wait from then on until they are cancelled
   */
  RefusalGuard(ChatClient client, Consumer<String> refused) {
    this.client = client;
    this.refused = refused;
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    CompletableFuture<ChatReply> call = client.send(request);
    CompletableFuture<ChatReply> guarded = new CompletableFuture<>();
    var unusedForward = call.whenComplete((reply, failure) -> complete(guarded, reply, failure));
    var unusedBackward =
        guarded.whenComplete(
            (reply, failure) -> {
              if (guarded.isCancelled()) {
                call.cancel(true);
              }
            });
    return guarded;
  }

  private void complete(CompletableFuture<ChatReply> guarded, ChatReply reply, Throwable failure) {
    if (failure == null) {
      hasAnswered = true;
      guarded.complete(reply);
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RequestRefusedException refusal && refusesAll(refusal.status())) {
      refused.accept(String.valueOf(refusal.getMessage()));
    } else {
      guarded.completeExceptionally(cause == null ? failure : cause);
    }
  }

  /**
   * No key, no money, no such model. Gateways also say 403 for what they do not like about a single
   * request, so once something was answered it means no more than that.
   */
  private boolean refusesAll(int status) {
    return switch (status) {
      case 401, 402, 404 -> true;
      case 403 -> !hasAnswered;
      default -> false;
    };
  }

  @Override
  public void disown(ChatRequest request) {
    client.disown(request);
  }

  @Override
  public void close() {
    client.close();
  }
}
