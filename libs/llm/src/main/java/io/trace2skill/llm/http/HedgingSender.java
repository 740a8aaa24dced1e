// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ModelSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a second request for calls that take unusually long. Thread-safe. */
final class HedgingSender implements Sender {

  private final Admission admission;
  private final Hedging settings;
  private final UsageLedger ledger;
  private final Timekeeper time;
  private final Map<String, RecentLatencies> latencies = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong hedges = new AtomicLong();

  HedgingSender(Admission admission, Hedging settings, UsageLedger ledger, Timekeeper time) {
    this.admission = admission;
    this.settings = settings;
    this.ledger = ledger;
    this.time = time;
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    calls.incrementAndGet();
    return new HedgedCall(this, request).start();
  }

  /** Returns after which time a request counts as slow, empty when too little is known. */
  Optional<Duration> patience(ChatRequest request) {
    return latencies(request).quantile(settings.quantile());
  }

  /** Returns whether a second request is within the share, and counts it if so. */
  boolean mayHedge(ChatRequest request) {
    if (hedges.get() + 1 > calls.get() * settings.largestShare()) {
      return false;
    }
    hedges.incrementAndGet();
    ledger.hedged(request);
    return true;
  }

  void answered(ChatRequest request, Ticket first) {
    latencies(request).add(time.nanos() - first.sentAt());
  }

  Admission admission() {
    return admission;
  }

  Timekeeper time() {
    return time;
  }

  /**
   * Returns the same request with a harmless difference, so that no cache and no hash of the body
   * leads it to where the first one waits.
   */
  static ChatRequest twin(ChatRequest request) {
    ModelSettings settings = request.settings();
    OptionalLong seed = settings.seed();
    ModelSettings changed =
        new ModelSettings(
            settings.model(),
            settings.temperature(),
            seed.isPresent() ? OptionalLong.of(seed.getAsLong() + 1) : seed,
            settings.maxTokens(),
            seed.isPresent()
                ? settings.extraBody()
                : Optional.of(withUser(settings.extraBody().orElse("{}"))),
            settings.images());
    return new ChatRequest(
        request.purpose(), changed, request.messages(), request.tools(), request.shape());
  }

  private static String withUser(String extraBody) {
    ObjectNode fields = ExtraBody.parse(extraBody);
    return fields.put("user", fields.path("user").asText() + "hedge").toString();
  }

  private RecentLatencies latencies(ChatRequest request) {
    return latencies.computeIfAbsent(
        request.purpose() + "\n" + request.settings().model(), key -> new RecentLatencies());
  }
}
