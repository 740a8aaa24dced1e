// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final RetryPolicy POLICY = RetryPolicy.transientFailures(4);

  @Test
  void repeatsWhatMayPassAndNothingElse() {
    assertThat(POLICY.isRetryable(new IOException("reset"))).isTrue();
    assertThat(POLICY.isRetryable(new TimeoutException())).isTrue();
    assertThat(POLICY.isRetryable(new RetryableException("429", null))).isTrue();
    assertThat(POLICY.isRetryable(new IllegalArgumentException("400"))).isFalse();
    assertThat(POLICY.isRetryable(new OutOfMemoryError())).isFalse();
    assertThat(RetryPolicy.none().isRetryable(new IOException("reset"))).isFalse();
  }

  @Property
  void theDelayDoublesUpToItsLimitAndHalfOfItIsRandom(
      @ForAll @IntRange(min = 1, max = 2000) int attempts,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    long fullMs = (long) Math.min(500 * Math.pow(2, attempts - 1.0), 30_000);
    assertThat(POLICY.delay(new IOException(), attempts, random).toMillis())
        .isBetween(fullMs / 2, fullMs);
  }

  @Test
  void theServiceMayAskForMoreButNotForLess() {
    Duration hour = Duration.ofHours(1);
    assertThat(POLICY.delay(new RetryableException("", null, hour), 1, 0)).isEqualTo(hour);
    Duration absurd = Duration.ofSeconds(Long.MAX_VALUE);
    assertThat(POLICY.delay(new RetryableException("", null, absurd), 1, 0))
        .isEqualTo(Duration.ofDays(1));
    assertThat(POLICY.delay(new RetryableException("", null, Duration.ZERO), 1, 0))
        .isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void refusesValuesOutOfRange() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new RetryPolicy(0, second, second, e -> true))
        .hasMessageContaining("maxAttempts");
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, second, e -> true))
        .hasMessageContaining("initialBackoff");
    assertThatThrownBy(() -> new RetryPolicy(1, second, Duration.ofMillis(1), e -> true))
        .hasMessageContaining("maxBackoff");
  }
}
