// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.RequestRefusedException;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call with all its attempts, which follow each other. What failed attempts used up is added to
 * how the call ends.
 */
final class RetryingCall {

  private final Retrying retrying;
  private final ChatRequest request;
  private final CompletableFuture<ChatReply> result = new CompletableFuture<>();
  private final List<EndpointFault> faults = new ArrayList<>();
  private Usage inVain = Usage.NONE;
  private volatile @Nullable Runnable takeBack;

  RetryingCall(Retrying retrying, ChatRequest request) {
    this.retrying = retrying;
    this.request = request;
    Stages.onEnd(result, (reply, failure) -> takeBackIfCancelled());
  }

  CompletableFuture<ChatReply> result() {
    return result;
  }

  void attempt() {
    CompletableFuture<ChatReply> attempt = retrying.sender().send(request);
    onCancel(() -> attempt.cancel(false));
    Stages.onEnd(attempt, this::ended);
  }

  private void onCancel(Runnable undo) {
    takeBack = undo;
    takeBackIfCancelled();
  }

  private void takeBackIfCancelled() {
    Runnable undo = takeBack;
    if (result.isCancelled() && undo != null) {
      undo.run();
    }
  }

  private void ended(@Nullable ChatReply reply, @Nullable Throwable failure) {
    if (reply != null) {
      Usage usage = inVain.plus(reply.usage());
      result.complete(new ChatReply(reply.text(), reply.toolCalls(), reply.finishReason(), usage));
    } else if (failure instanceof EndpointFailedException failed) {
      EndpointFault.of(failed)
          .ifPresentOrElse(fault -> failed(failed, fault), () -> giveUp(failed));
    } else if (failure instanceof LlmException refused) {
      giveUp(refused);
    } else if (failure != null) {
      result.completeExceptionally(failure);
    }
  }

  private void failed(EndpointFailedException failure, EndpointFault fault) {
    faults.add(fault);
    // Without a connection nothing was asked, so a known outage says nothing about this call.
    faults.removeIf(old -> old.inOutage() && old.kind() == FailureKind.UNREACHABLE);
    int inOutage = (int) faults.stream().filter(EndpointFault::inOutage).count();
    int counted = faults.size() - inOutage;
    Retries settings = retrying.settings();
    if (counted >= settings.attempts() || inOutage >= settings.attemptsWhileDown()) {
      giveUp(failure);
      return;
    }
    inVain = inVain.plus(failure.usage());
    repeat(fault, retrying.waitAfter(failure, fault, counted));
  }

  private void repeat(EndpointFault fault, Duration wait) {
    retrying.repeating(request, fault.kind(), wait);
    if (wait.isZero()) {
      attempt();
    } else {
      onCancel(retrying.time().after(wait, this::attempt));
    }
  }

  private void giveUp(LlmException failure) {
    if (failure instanceof RequestRefusedException refused) {
      retrying.refused(request, refused);
    }
    result.completeExceptionally(failure.plus(inVain));
  }
}
