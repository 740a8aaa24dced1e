// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private final Samples samples = new Samples();

  @Test
  void percentilesAreMeasuredValues() {
    for (int i = 100; i >= 1; i--) {
      samples.add(i);
    }
    assertThat(samples.percentile(0.5)).isEqualTo(50);
    assertThat(samples.percentile(0.99)).isEqualTo(99);
    assertThat(samples.percentile(0)).isEqualTo(1);
    assertThat(samples.percentile(1)).isEqualTo(100);
  }

  @Property(tries = 200)
  void atLeastTheShareIsNotAboveThePercentile(
      @ForAll @NotEmpty List<@DoubleRange(max = 1e6) Double> values,
      @ForAll @DoubleRange(max = 1) double share) {
    Samples some = new Samples();
    values.forEach(some::add);
    double percentile = some.percentile(share);
    long notAbove = values.stream().filter(value -> value <= percentile).count();
    assertThat((double) notAbove).isGreaterThanOrEqualTo(share * values.size() - 1e-6);
    assertThat(percentile).isLessThanOrEqualTo(Collections.max(values));
  }

  @Test
  void theWarmUpDoesNotCount() {
    Samples warmed = new Samples(2);
    for (double value : new double[] {90, 80, 1, 2, 3}) {
      warmed.add(value);
    }
    assertThat(warmed.size()).isEqualTo(3);
    assertThat(warmed.percentile(1)).isEqualTo(3);
  }

  @Test
  void nothingMeasuredHasNoPercentile() {
    assertThat(samples.percentile(0.5)).isNaN();
    assertThatThrownBy(() -> samples.percentile(1.1)).isInstanceOf(IllegalArgumentException.class);
  }
}
