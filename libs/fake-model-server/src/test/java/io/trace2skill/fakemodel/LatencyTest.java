// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyTest {

  private static final int DRAWS = 4_000;

  private static double[] seconds(Latency latency) {
    return IntStream.range(0, DRAWS)
        .mapToObj(i -> latency.of(new Draw(7, "digest" + i, 1)))
        .mapToDouble(time -> time.toNanos() / 1e9)
        .sorted()
        .toArray();
  }

  @Test
  void aLogNormalLatencyHasItsMedianAndItsSpread() {
    double[] times = seconds(Latency.parse("lognormal:2000,0.6"));

    assertThat(times[DRAWS / 2]).isCloseTo(2.0, within(0.1));
    assertThat(Math.log(times[(int) (DRAWS * 0.8413)] / 2.0)).isCloseTo(0.6, within(0.05));
  }

  @Test
  void aUniformLatencyStaysBetweenItsEnds() {
    double[] times = seconds(Latency.parse("uniform:100,300"));

    assertThat(times[0]).isGreaterThanOrEqualTo(0.1);
    assertThat(times[DRAWS - 1]).isLessThan(0.3);
    assertThat(times[DRAWS / 2]).isCloseTo(0.2, within(0.01));
  }

  @Test
  void aFixedLatencyIsAlwaysTheSame() {
    assertThat(Latency.parse("fixed:1.5").of(new Draw(1, "a", 1)))
        .isEqualTo(Duration.ofNanos(1_500_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fixed", "fixed:x", "uniform:1", "lognormal:1,2,3", "other:1"})
  void refusesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> Latency.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected fixed:MS");
  }
}
