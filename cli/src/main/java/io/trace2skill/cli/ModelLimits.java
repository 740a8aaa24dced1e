// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.analyst.llm.LlmAnalystSettings;
import io.trace2skill.llm.http.Budget;
import io.trace2skill.llm.http.Hedging;
import io.trace2skill.llm.http.Limits;
import io.trace2skill.llm.http.LlmSettings;
import io.trace2skill.llm.http.Price;
import io.trace2skill.llm.http.Prices;
import io.trace2skill.llm.http.Timeouts;
import io.trace2skill.llm.tools.LoopLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a model is used, and what it costs. None of it changes what a run has learned. */
final class ModelLimits {

  private static final int MICRO_DIGITS = 6;

  @Option(
      names = "--call-timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Longest time of one call, such as 90s or 10m. Default: 10m.")
  private @Nullable Duration callTimeout;

  @Option(
      names = "--analysis-timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Longest time of one agentic analysis. Default: 10m.")
  private @Nullable Duration analysisTimeout;

  @Option(
      names = "--max-turns",
      paramLabel = "N",
      description = "Most calls of one agentic analysis. Default: 20.")
  private @Nullable Integer maxTurns;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "Most requests a minute.")
  private @Nullable Long requestsPerMinute;

  @Option(
      names = "--tokens-per-minute",
      paramLabel = "N",
      description = "Most tokens a minute, sent and received together.")
  private @Nullable Long tokensPerMinute;

  @Option(
      names = "--hedge",
      description =
          "Sends calls that take unusually long a second time and takes what comes first; costs up"
              + " to a tenth more.")
  private boolean hedge;

  @Option(
      names = "--budget-calls",
      paramLabel = "N",
      description = {
        "Most calls. When a budget is used up the run stops with exit code 4, and the same command"
            + " with the same --data-dir and a larger budget goes on. Budgets count all runs on a"
            + " data directory."
      })
  private @Nullable Long budgetCalls;

  @Option(
      names = "--budget-tokens",
      paramLabel = "N",
      description = "Most tokens, sent and received together.")
  private @Nullable Long budgetTokens;

  @Option(
      names = "--budget-cost",
      paramLabel = "AMOUNT",
      description = "Most money, in the currency of the prices.")
  private @Nullable BigDecimal budgetCost;

  @Option(
      names = "--price-prompt",
      paramLabel = "AMOUNT",
      description = "Price of a million prompt tokens, in any currency.")
  private @Nullable BigDecimal pricePrompt;

  @Option(
      names = "--price-cached",
      paramLabel = "AMOUNT",
      description = "Price of a million cached prompt tokens. Default: that of prompt tokens.")
  private @Nullable BigDecimal priceCached;

  @Option(
      names = "--price-completion",
      paramLabel = "AMOUNT",
      description = "Price of a million completion tokens.")
  private @Nullable BigDecimal priceCompletion;

  LlmSettings applyTo(LlmSettings endpoint, int inFlight) {
    LlmSettings limited =
        endpoint
            .withLimits(
                new Limits(
                    inFlight,
                    positive("--requests-per-minute", requestsPerMinute),
                    positive("--tokens-per-minute", tokensPerMinute)))
            .withPrices(prices());
    if (callTimeout != null) {
      limited = limited.withTimeouts(new Timeouts(Timeouts.DEFAULT.connect(), callTimeout));
    }
    return hedge ? limited.withHedging(Hedging.SLOW_TAIL) : limited;
  }

  LoopLimits analysis() {
    LoopLimits defaults = LlmAnalystSettings.DEFAULT_LIMITS;
    if (maxTurns != null && maxTurns < 1) {
      throw new IllegalArgumentException("--max-turns must be at least 1: " + maxTurns);
    }
    return new LoopLimits(
        Objects.requireNonNullElse(maxTurns, defaults.maxTurns()),
        defaults.maxTokens(),
        Objects.requireNonNullElse(analysisTimeout, defaults.maxTime()));
  }

  Budget budget() {
    OptionalLong cost = OptionalLong.empty();
    if (budgetCost != null) {
      if (pricePrompt == null && priceCompletion == null) {
        throw new IllegalArgumentException(
            "--budget-cost needs prices: set --price-prompt and --price-completion");
      }
      cost =
          positive(
              "--budget-cost",
              budgetCost.movePointRight(MICRO_DIGITS).setScale(0, RoundingMode.FLOOR).longValue());
    }
    return new Budget(
        positive("--budget-calls", budgetCalls), positive("--budget-tokens", budgetTokens), cost);
  }

  Prices prices() {
    if (pricePrompt == null && priceCached == null && priceCompletion == null) {
      return Prices.NONE;
    }
    BigDecimal prompt = Objects.requireNonNullElse(pricePrompt, BigDecimal.ZERO);
    return new Prices(
        Map.of(
            Prices.ANY_MODEL,
            new Price(
                price("--price-prompt", prompt),
                price("--price-cached", Objects.requireNonNullElse(priceCached, prompt)),
                price(
                    "--price-completion",
                    Objects.requireNonNullElse(priceCompletion, BigDecimal.ZERO)))));
  }

  private static double price(String option, BigDecimal amount) {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException(option + " cannot be negative: " + amount);
    }
    return amount.doubleValue();
  }

  private static OptionalLong positive(String option, @Nullable Long value) {
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be above zero: " + value);
    }
    return OptionalLong.of(value);
  }
}
