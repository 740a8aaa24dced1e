// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.RequestRefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * Repeats calls that failed in a way that may pass. Thread-safe; a waiting call holds no thread.
 */
final class Retrying implements Sender, AutoCloseable {

  private final Sender sender;
  private final Retries settings;
  private final Timekeeper time;
  private final DoubleSupplier random;
  private final UsageLedger ledger;
  private final LlmListener listener;
  private final Set<RetryingCall> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param random evenly distributed in [0, 1)
   */
  Retrying(
      Sender sender,
      Retries settings,
      Timekeeper time,
      DoubleSupplier random,
      UsageLedger ledger,
      LlmListener listener) {
    this.sender = sender;
    this.settings = settings;
    this.time = time;
    this.random = random;
    this.ledger = ledger;
    this.listener = listener;
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    RetryingCall call = new RetryingCall(this, request);
    CompletableFuture<ChatReply> result = call.result();
    calls.add(call);
    Stages.onEnd(result, (reply, failure) -> calls.remove(call));
    if (closed) {
      result.cancel(false);
    } else {
      call.attempt();
    }
    return result;
  }

  /** Cancels all calls, those that wait included. */
  @Override
  public void close() {
    closed = true;
    calls.forEach(call -> call.result().cancel(false));
  }

  /**
   * Returns how long a failed call waits.
   *
   * @param counted the attempts that count so far
   */
  Duration waitAfter(EndpointFailedException failure, EndpointFault fault, int counted) {
    if (fault.inOutage()) {
      // The breaker decides when the next one leaves; this one takes its place in the queue.
      return Duration.ZERO;
    }
    Optional<Duration> asked = failure.retryAfter();
    Duration bound = settings.bound(asked.isPresent() ? 1 : Math.max(1, counted));
    // The random part comes on top of what was asked, else all return together.
    return asked.orElse(Duration.ZERO).plusNanos((long) (bound.toNanos() * random.getAsDouble()));
  }

  void repeating(ChatRequest request, FailureKind kind, Duration wait) {
    ledger.repeated(kind);
    listener.repeating(request.purpose(), kind, wait);
  }

  void refused(ChatRequest request, RequestRefusedException refusal) {
    listener.refused(request.purpose(), refusal.status(), String.valueOf(refusal.getMessage()));
  }

  Sender sender() {
    return sender;
  }

  Retries settings() {
    return settings;
  }

  Timekeeper time() {
    return time;
  }
}
