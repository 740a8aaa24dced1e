// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimeRangeTest {

  private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void holdsItsFirstTimeAndNotTheOneAfterIt() {
    TimeRange second = new TimeRange(Optional.of(TIME), Optional.of(TIME.plusSeconds(1)));

    assertThat(second.holds(TIME.minusMillis(1))).isFalse();
    assertThat(second.holds(TIME)).isTrue();
    assertThat(second.holds(TIME.plusMillis(999))).isTrue();
    assertThat(second.holds(TIME.plusSeconds(1))).isFalse();
  }

  @Test
  void holdsEverythingWithoutBounds() {
    TimeRange all = new TimeRange(Optional.empty(), Optional.empty());

    assertThat(all.holds(Instant.EPOCH)).isTrue();
    assertThat(all.holds(Instant.MAX)).isTrue();
  }

  @Test
  void refusesToBeEmpty() {
    assertThatThrownBy(() -> new TimeRange(Optional.of(TIME), Optional.of(TIME)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the range is empty");
  }
}
