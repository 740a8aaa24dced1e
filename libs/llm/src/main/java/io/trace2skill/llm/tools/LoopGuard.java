// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import io.trace2skill.llm.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Watches the limits of one loop. */
final class LoopGuard {

  private final LoopLimits limits;
  private final Clock clock;
  private final Instant start;

  private int turns;
  private long tokens;
  private long lastTokens;

  LoopGuard(LoopLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Notes a turn that is over. */
  void turn(Usage usage) {
    turns++;
    lastTokens = usage.promptTokens() + usage.completionTokens();
    tokens += lastTokens;
  }

  /** Returns the limit that leaves room for an answer only, if there is one. */
  Optional<LoopEnd> reached() {
    if (turns >= limits.maxTurns()) {
      return Optional.of(LoopEnd.TURNS);
    }
    if (tokens + 2 * lastTokens > limits.maxTokens()) {
      return Optional.of(LoopEnd.TOKENS);
    }
    Duration left = limits.maxTime().minus(Duration.between(start, clock.instant()));
    if (left.compareTo(limits.maxTime().dividedBy(10)) <= 0) {
      return Optional.of(LoopEnd.TIME);
    }
    return Optional.empty();
  }
}
