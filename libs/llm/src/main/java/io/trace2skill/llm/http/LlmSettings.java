// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * An endpoint and how to deal with it.
 *
 * @param baseUrl what comes before {@code /chat/completions}, such as {@code
 *     http://localhost:8000/v1}; http or https, without credentials
 * @param apiKey sent as bearer token when there is one
 * @param timeouts of each request
 * @param maxReplyBytes most bytes of a reply's body; positive
 * @param retries of calls that failed
 * @param breaker that pauses while the endpoint is down
 * @param limits of what is asked at once and per minute
 * @param budget of the client's whole life
 * @param prices of the models
 * @param hedging of slow calls, off when empty
 */
public record LlmSettings(
    String baseUrl,
    Optional<ApiKey> apiKey,
    Timeouts timeouts,
    int maxReplyBytes,
    Retries retries,
    Breaker breaker,
    Limits limits,
    Budget budget,
    Prices prices,
    Optional<Hedging> hedging) {

  private static final int DEFAULT_REPLY_BYTES = 16 << 20;

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException when it is none that calls can be sent to
   */
  public LlmSettings {
    HttpUrl url = HttpUrl.parse(baseUrl.strip());
    if (url == null) {
      throw new IllegalArgumentException(
          "the base URL must start with http:// or https:// and name a host");
    }
    if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
      throw new IllegalArgumentException(
          "the base URL holds credentials; give them as the API key instead");
    }
    if (maxReplyBytes < 1) {
      throw new IllegalArgumentException("maxReplyBytes must be positive: " + maxReplyBytes);
    }
    baseUrl = url.toString();
  }

  /** Returns the defaults for an endpoint without a key. */
  public static LlmSettings of(String baseUrl) {
    return new LlmSettings(
        baseUrl,
        Optional.empty(),
        Timeouts.DEFAULT,
        DEFAULT_REPLY_BYTES,
        Retries.DEFAULT,
        Breaker.DEFAULT,
        Limits.DEFAULT,
        Budget.UNLIMITED,
        Prices.NONE,
        Optional.empty());
  }

  /** Returns the same settings with a key. */
  public LlmSettings withApiKey(ApiKey key) {
    return new LlmSettings(
        baseUrl,
        Optional.of(key),
        timeouts,
        maxReplyBytes,
        retries,
        breaker,
        limits,
        budget,
        prices,
        hedging);
  }

  /** Returns the same settings with other time-outs. */
  public LlmSettings withTimeouts(Timeouts other) {
    return new LlmSettings(
        baseUrl, apiKey, other, maxReplyBytes, retries, breaker, limits, budget, prices, hedging);
  }

  /** Returns the same settings with another bound of a reply's size. */
  public LlmSettings withMaxReplyBytes(int bytes) {
    return new LlmSettings(
        baseUrl, apiKey, timeouts, bytes, retries, breaker, limits, budget, prices, hedging);
  }

  /** Returns the same settings with other retries. */
  public LlmSettings withRetries(Retries other) {
    return new LlmSettings(
        baseUrl, apiKey, timeouts, maxReplyBytes, other, breaker, limits, budget, prices, hedging);
  }

  /** Returns the same settings with another breaker. */
  public LlmSettings withBreaker(Breaker other) {
    return new LlmSettings(
        baseUrl, apiKey, timeouts, maxReplyBytes, retries, other, limits, budget, prices, hedging);
  }

  /** Returns the same settings with other limits. */
  public LlmSettings withLimits(Limits other) {
    return new LlmSettings(
        baseUrl, apiKey, timeouts, maxReplyBytes, retries, breaker, other, budget, prices, hedging);
  }

  /** Returns the same settings with a budget. */
  public LlmSettings withBudget(Budget other) {
    return new LlmSettings(
        baseUrl, apiKey, timeouts, maxReplyBytes, retries, breaker, limits, other, prices, hedging);
  }

  /** Returns the same settings with prices. */
  public LlmSettings withPrices(Prices other) {
    return new LlmSettings(
        baseUrl, apiKey, timeouts, maxReplyBytes, retries, breaker, limits, budget, other, hedging);
  }

  /** Returns the same settings with second requests for slow calls. */
  public LlmSettings withHedging(Hedging other) {
    return new LlmSettings(
        baseUrl,
        apiKey,
        timeouts,
        maxReplyBytes,
        retries,
        breaker,
        limits,
        budget,
        prices,
        Optional.of(other));
  }
}
