// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

/**
 * A second request for calls that take unusually long; the first answer wins and both are paid.
 *
 * @param quantile of the recent latencies of the same purpose and model after which a call counts
 *     as slow; above 0 and below 1
 * @param largestShare most second requests, as a share of all calls; above 0 and at most 1
 */
public record Hedging(double quantile, double largestShare) {

  /** The slowest 5 %, and never more than a tenth of the calls. */
  public static final Hedging SLOW_TAIL = new Hedging(0.95, 0.1);

  public Hedging {
    if (!(quantile > 0 && quantile < 1) || !(largestShare > 0 && largestShare <= 1)) {
      throw new IllegalArgumentException("a quantile and a share are between 0 and 1");
    }
  }
}
