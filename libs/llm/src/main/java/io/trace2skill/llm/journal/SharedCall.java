// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import io.trace2skill.llm.ChatReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call, for all who want the same. Who cancels only leaves; when the last one leaves, the call
 * is cancelled, unless the reply is there already: that is paid for and comes to its end.
 * Thread-safe.
 */
final class SharedCall {

  private final List<CompletableFuture<ChatReply>> waiters = new ArrayList<>();
  private @Nullable CompletableFuture<?> source;
  private boolean replied;
  private boolean over;

  /** Returns a future of one's own; empty when the call is over. */
  Optional<CompletableFuture<ChatReply>> join() {
    CompletableFuture<ChatReply> waiter = new CompletableFuture<>();
    synchronized (this) {
      if (over) {
        return Optional.empty();
      }
      waiters.add(waiter);
    }
    CompletableFuture<ChatReply> unused =
        waiter.whenComplete(
            (reply, failure) -> {
              if (waiter.isCancelled()) {
                leave(waiter);
              }
            });
    return Optional.of(waiter);
  }

  private void leave(CompletableFuture<ChatReply> waiter) {
    CompletableFuture<?> abandoned;
    synchronized (this) {
      waiters.removeIf(known -> known == waiter);
      if (over || replied || !waiters.isEmpty()) {
        return;
      }
      over = true;
      abandoned = source;
    }
    if (abandoned != null) {
      abandoned.cancel(true);
    }
  }

  /** Notes what the call waits for; cancels it when nobody waits for the call any more. */
  void waitsFor(CompletableFuture<?> next) {
    boolean abandoned;
    synchronized (this) {
      source = next;
      abandoned = over;
    }
    if (abandoned) {
      next.cancel(true);
    }
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Notes that the reply is there, so that the call goes on whoever leaves. */
  synchronized void replied() {
    replied = true;
  }

  void succeed(ChatReply reply) {
    end().forEach(waiter -> waiter.complete(reply));
  }

  void fail(Throwable failure) {
    end().forEach(waiter -> waiter.completeExceptionally(failure));
  }

  /** Lets everybody go. */
  void cancel() {
    List<CompletableFuture<ChatReply>> all;
    synchronized (this) {
      all = List.copyOf(waiters);
    }
    all.forEach(waiter -> waiter.cancel(true));
  }

  private synchronized List<CompletableFuture<ChatReply>> end() {
    over = true;
    List<CompletableFuture<ChatReply>> all = List.copyOf(waiters);
    waiters.clear();
    return all;
  }
}
