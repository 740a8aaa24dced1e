// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.time.Duration;

/** How long a reply takes, before what a fault adds. */
public sealed interface Latency {

  /** Always the same. */
  record Fixed(Duration time) implements Latency {}

  /** Every time between the two is as likely. */
  record Uniform(Duration least, Duration most) implements Latency {}

  /**
   * Most replies near the median, some much later.
   *
   * @param sigma standard deviation of the logarithm; 0 is the median always
   */
  record LogNormal(Duration median, double sigma) implements Latency {}

  /** Returns replies that take no time of their own. */
  static Latency none() {
    return new Fixed(Duration.ZERO);
  }

  /**
   * Reads {@code fixed:MS}, {@code uniform:MS,MS} or {@code lognormal:MEDIAN_MS,SIGMA}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Latency parse(String text) {
    String[] parts = text.split("[:,]", -1);
    try {
      return switch (parts[0] + "/" + parts.length) {
        case "fixed/2" -> new Fixed(millis(parts[1]));
        case "uniform/3" -> new Uniform(millis(parts[1]), millis(parts[2]));
        case "lognormal/3" -> new LogNormal(millis(parts[1]), Double.parseDouble(parts[2]));
        default -> throw unreadable(text);
      };
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
  }

  private static Duration millis(String text) {
    return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e6));
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "latency \"" + text + "\": expected fixed:MS, uniform:MS,MS or lognormal:MEDIAN_MS,SIGMA");
  }

  /** Returns the latency of that draw. */
  default Duration of(Draw draw) {
    if (this instanceof Fixed fixed) {
      return fixed.time();
    }
    if (this instanceof Uniform uniform) {
      long span = uniform.most().minus(uniform.least()).toNanos();
      return uniform.least().plusNanos((long) (span * draw.uniform("latency")));
    }
    LogNormal normal = (LogNormal) this;
    double factor = Math.exp(normal.sigma() * draw.normal("latency"));
    return Duration.ofNanos((long) (normal.median().toNanos() * factor));
  }
}
