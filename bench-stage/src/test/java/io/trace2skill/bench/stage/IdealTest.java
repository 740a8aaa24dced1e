// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdealTest {

  @Test
  void countsWholeRounds() {
    assertThat(Ideal.seconds(8_000, 200, 256)).isEqualTo(32 * 0.2);
    assertThat(Ideal.seconds(257, 1_000, 256)).isEqualTo(2.0);
    assertThat(Ideal.seconds(0, 1_000, 256)).isZero();
  }

  @Property
  void isNeverBelowTheCallsSpreadEvenly(
      @ForAll @IntRange(max = 100_000) int calls,
      @ForAll @IntRange(max = 5_000) int latencyMs,
      @ForAll @IntRange(min = 1, max = 3_000) int inFlight) {
    double even = calls * (latencyMs / 1e3) / inFlight;
    assertThat(Ideal.seconds(calls, latencyMs, inFlight))
        .isBetween(even - 1e-6, even + latencyMs / 1e3 + 1e-6);
  }

  @Test
  void refusesWhatHasNoIdeal() {
    assertThatThrownBy(() -> Ideal.seconds(1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 at once");
  }
}
