// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request and, when it is slow, its twin. The first reply wins; both are accounted. */
final class HedgedCall {

  private final HedgingSender hedging;
  private final ChatRequest request;
  private final CompletableFuture<ChatReply> result = new CompletableFuture<>();
  private @Nullable Ticket first;
  private @Nullable Ticket second;
  private @Nullable Throwable firstFailure;
  private Usage failedUsage = Usage.NONE;
  private @Nullable Runnable forgetAlarm;

  HedgedCall(HedgingSender hedging, ChatRequest request) {
    this.hedging = hedging;
    this.request = request;
    Stages.onEnd(result, (reply, failure) -> stop());
  }

  CompletableFuture<ChatReply> start() {
    Ticket ticket = hedging.admission().send(request, this::sent);
    synchronized (this) {
      first = ticket;
    }
    follow(ticket);
    return result;
  }

  private void follow(Ticket ticket) {
    Stages.onEnd(ticket, (reply, failure) -> ended(ticket, reply, failure));
    if (result.isDone()) {
      ticket.cancel(false);
    }
  }

  private void sent() {
    hedging.patience(request).ifPresent(this::setAlarm);
  }

  private synchronized void setAlarm(Duration patience) {
    forgetAlarm = hedging.time().after(patience, this::hedge);
  }

  private void hedge() {
    if (result.isDone() || !hedging.mayHedge(request)) {
      return;
    }
    Ticket twin = hedging.admission().send(HedgingSender.twin(request), () -> {});
    synchronized (this) {
      second = twin;
    }
    follow(twin);
  }

  private void ended(Ticket ticket, @Nullable ChatReply reply, @Nullable Throwable failure) {
    if (reply != null) {
      won(ticket, reply);
    } else if (failure != null) {
      lost(ticket, failure);
    }
  }

  private void won(Ticket winner, ChatReply reply) {
    Usage usage;
    synchronized (this) {
      Ticket other = winner == first ? second : first;
      boolean cancelledOnTheWay = other != null && !other.isDone() && !other.queued();
      Usage lost =
          cancelledOnTheWay
              ? hedging.admission().charge(request, TokenEstimate.unanswered(request))
              : Usage.NONE;
      usage = reply.usage().plus(failedUsage).plus(lost);
      hedging.answered(request, first == null ? winner : first);
    }
    result.complete(new ChatReply(reply.text(), reply.toolCalls(), reply.finishReason(), usage));
  }

  private void lost(Ticket loser, Throwable failure) {
    Throwable end;
    synchronized (this) {
      Ticket other = loser == first ? second : first;
      firstFailure = loser == first || firstFailure == null ? failure : firstFailure;
      if (other != null && !other.isDone()) {
        failedUsage = failure instanceof LlmException known ? known.usage() : failedUsage;
        return;
      }
      end = firstFailure;
    }
    result.completeExceptionally(
        end instanceof LlmException known && end != failure
            ? known.plus(failure instanceof LlmException last ? last.usage() : Usage.NONE)
            : end instanceof LlmException same ? same.plus(failedUsage) : end);
  }

  private void stop() {
    Ticket one;
    Ticket other;
    Runnable alarm;
    synchronized (this) {
      one = first;
      other = second;
      alarm = forgetAlarm;
    }
    if (alarm != null) {
      alarm.run();
    }
    if (one != null) {
      one.cancel(false);
    }
    if (other != null) {
      other.cancel(false);
    }
  }
}
