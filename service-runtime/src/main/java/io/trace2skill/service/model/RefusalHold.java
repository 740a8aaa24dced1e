// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.model;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.RequestRefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a wrong key, a missing model or an empty account from failing every trajectory one by one:
 * calls that are refused for such a reason stay open, and so do all that come after. One of them
 * asks again from time to time; when it is answered, all go on. Thread-safe.
 */
final class RefusalHold implements ChatClient {

  /** How often the endpoint is asked again, and the refusal logged. */
  static final Duration RETRY_EVERY = Duration.ofMinutes(1);

  private final ChatClient client;
  private final EndpointWatch watch;
  private final ScheduledExecutorService clock;
  private final Queue<Held> held = new ArrayDeque<>();
  private boolean refusing;
  private boolean hasAnswered;

  /**
   * @param client closed with this one
   * @param retryEvery how often the endpoint is asked again
   */
  RefusalHold(ChatClient client, EndpointWatch watch, Duration retryEvery) {
    this.client = client;
    this.watch = watch;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "llm-refusals");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        clock.scheduleWithFixedDelay(
            this::askAgain, retryEvery.toMillis(), retryEvery.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    Held call = new Held(request, new CompletableFuture<>());
    var unused = call.reply().whenComplete((reply, failure) -> forget(call));
    if (!heldBack(call)) {
      forward(call, false);
    }
    return call.reply();
  }

  private synchronized boolean heldBack(Held call) {
    return refusing && held.add(call);
  }

  private synchronized void forget(Held call) {
    held.remove(call);
  }

  /** Sends the call that has waited longest, if there is any. */
  private void askAgain() {
    Held longest;
    synchronized (this) {
      longest = refusing ? held.poll() : null;
    }
    if (longest != null) {
      forward(longest, true);
    }
  }

  private void forward(Held call, boolean again) {
    CompletableFuture<ChatReply> sent = client.send(call.request());
    var unusedBackward =
        call.reply()
            .whenComplete(
                (reply, failure) -> {
                  if (call.reply().isCancelled()) {
                    sent.cancel(true);
                  }
                });
    var unusedForward = sent.whenComplete((reply, failure) -> ended(call, again, reply, failure));
  }

  private void ended(
      Held call, boolean again, @Nullable ChatReply reply, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RequestRefusedException refusal) {
      if (hold(call, again, refusal)) {
        return;
      }
      goOn();
    }
    if (cause == null) {
      goOn();
      call.reply().complete(reply);
    } else {
      call.reply().completeExceptionally(cause);
    }
  }

  /** Returns whether the call stays open. */
  private synchronized boolean hold(Held call, boolean again, RequestRefusedException refusal) {
    if (!refusesAll(refusal.status())) {
      return false;
    }
    if (!call.reply().isDone()) {
      held.add(call);
    }
    if (again || !refusing) {
      watch.refusesAll(String.valueOf(refusal.getMessage()));
    }
    refusing = true;
    return true;
  }

  /** The endpoint takes requests, so all that wait are sent. */
  private void goOn() {
    List<Held> waiting;
    synchronized (this) {
      hasAnswered = true;
      if (!refusing) {
        return;
      }
      refusing = false;
      waiting = new ArrayList<>(held);
      held.clear();
    }
    watch.takesRequests();
    waiting.forEach(call -> forward(call, false));
  }

  /**
   * No key, no money, no such model. Gateways also say 403 for what they do not like about a single
   * request, so once something was answered it means no more than that.
   */
  private boolean refusesAll(int status) {
    return switch (status) {
      case 401, 402, 404 -> true;
      case 403 -> refusing || !hasAnswered;
      default -> false;
    };
  }

  @Override
  public void close() {
    clock.shutdownNow();
    client.close();
    List<Held> waiting;
    synchronized (this) {
      waiting = new ArrayList<>(held);
    }
    waiting.forEach(call -> call.reply().cancel(false));
  }

  private record Held(ChatRequest request, CompletableFuture<ChatReply> reply) {}
}
