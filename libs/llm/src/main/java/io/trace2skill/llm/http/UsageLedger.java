// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps account of all requests, by purpose and model. Thread-safe. */
final class UsageLedger {

  private final Map<Account, Page> pages = new HashMap<>();
  private final Map<FailureKind, Long> repeated = new EnumMap<>(FailureKind.class);

  synchronized void sent(ChatRequest request) {
    page(request).requests++;
  }

  synchronized void ended(ChatRequest request, Outcome outcome, Duration took) {
    Page page = page(request);
    page.usage = page.usage.plus(outcome.usage());
    if (outcome.cancelled()) {
      page.cancelled++;
    } else if (outcome.answered()) {
      page.answered++;
      page.answering = page.answering.plus(took);
      page.slowest = took.compareTo(page.slowest) > 0 ? took : page.slowest;
    } else {
      page.failed++;
    }
  }

  synchronized void repeated(FailureKind kind) {
    repeated.merge(kind, 1L, Long::sum);
  }

  synchronized void hedged(ChatRequest request) {
    page(request).hedges++;
  }

  /** Returns the accounts in the order of their purposes and models. */
  synchronized List<UsageReport.Line> lines() {
    List<UsageReport.Line> lines = new ArrayList<>();
    pages.forEach((account, page) -> lines.add(page.line(account)));
    lines.sort(
        Comparator.comparing(UsageReport.Line::purpose).thenComparing(UsageReport.Line::model));
    return lines;
  }

  synchronized Map<FailureKind, Long> repeats() {
    return Map.copyOf(repeated);
  }

  private Page page(ChatRequest request) {
    return pages.computeIfAbsent(
        new Account(request.purpose(), request.settings().model()), account -> new Page());
  }

  private record Account(String purpose, String model) {}

  private static final class Page {
    private long requests;
    private long answered;
    private long failed;
    private long cancelled;
    private long hedges;
    private Usage usage = Usage.NONE;
    private Duration answering = Duration.ZERO;
    private Duration slowest = Duration.ZERO;

    private UsageReport.Line line(Account account) {
      return new UsageReport.Line(
          account.purpose(),
          account.model(),
          requests,
          answered,
          failed,
          cancelled,
          hedges,
          usage,
          answering,
          slowest);
    }
  }
}
