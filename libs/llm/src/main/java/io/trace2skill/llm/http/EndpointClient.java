// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;

/**
 * The whole client of an endpoint: attempts, around second requests, around one queue with the
 * breaker, the limits and the budget, around the wire. Thread-safe.
 */
public final class EndpointClient implements ChatClient {

  private final LlmSettings settings;
  private final Timekeeper time;
  private final UsageLedger ledger = new UsageLedger();
  private final ChatClient wire;
  private final BreakerGate breaker;
  private final Admission admission;
  private final Retrying retrying;

  EndpointClient(
      LlmSettings settings,
      ChatClient wire,
      Timekeeper time,
      DoubleSupplier random,
      LlmListener listener) {
    this.settings = settings;
    this.wire = wire;
    this.time = time;
    ConcurrentLinkedQueue<Runnable> events = new ConcurrentLinkedQueue<>();
    Breaker breakerSettings = settings.breaker().below(settings.retries().attempts());
    this.breaker = new BreakerGate(breakerSettings, listener, events::add);
    this.admission =
        new Admission(
            wire,
            gates(settings, breaker, listener, events),
            events,
            settings.prices(),
            ledger,
            time);
    this.retrying =
        new Retrying(attempts(settings), settings.retries(), time, random, ledger, listener);
  }

  private static List<Gate> gates(
      LlmSettings settings,
      BreakerGate breaker,
      LlmListener listener,
      ConcurrentLinkedQueue<Runnable> events) {
    Limits limits = settings.limits();
    List<Gate> gates = new ArrayList<>();
    gates.add(breaker);
    gates.add(new InFlightGate(limits.inFlight()));
    limits.requestsPerMinute().ifPresent(most -> gates.add(new MinuteGate(most, usage -> 1)));
    limits.tokensPerMinute().ifPresent(most -> gates.add(new MinuteGate(most, BudgetGate::tokens)));
    gates.add(new BudgetGate(settings.budget(), listener, events::add));
    return gates;
  }

  private Sender attempts(LlmSettings of) {
    return of.hedging()
        .<Sender>map(hedging -> new HedgingSender(admission, hedging, ledger, time))
        .orElse(request -> admission.send(request, () -> {}));
  }

  /**
   * {@inheritDoc} The call waits, and does not fail, while the endpoint is down and when the budget
   * is used up; closing the client cancels it.
   *
   * @throws IllegalArgumentException when the extra body parameters are no JSON object, or the
   *     budget is in money and the model has no price
   */
  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    request.settings().extraBody().ifPresent(ExtraBody::parse);
    checkPrice(request.settings().model());
    return retrying.send(request);
  }

  /** Returns what was done so far. */
  public UsageReport report() {
    return new UsageReport(
        ledger.lines(),
        admission.inFlight(),
        admission.waiting(),
        ledger.repeats(),
        breaker.open());
  }

  @Override
  public void close() {
    // First the queue, or each call that is cancelled would let another one leave.
    admission.close();
    retrying.close();
    wire.close();
    time.close();
  }

  private void checkPrice(String model) {
    if (settings.budget().costMicros().isPresent() && settings.prices().find(model).isEmpty()) {
      throw new IllegalArgumentException("a budget in money needs the price of the model " + model);
    }
  }
}
