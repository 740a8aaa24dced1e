// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

  private static final Duration SESSION = Duration.ofSeconds(6);

  @Property(tries = 50)
  void theSameSeedIsTheSameSchedule(@ForAll long seed) {
    assertThat(draw(seed, 5, 4, 3)).isEqualTo(draw(seed, 5, 4, 3));
  }

  @Property(tries = 50)
  void faultsComeInOrderAndStrikeWhatThereIs(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int instances) {
    List<PlannedFault> faults = draw(seed, 10, instances, 3);

    assertThat(faults).extracting(PlannedFault::at).isSorted();
    assertThat(faults)
        .allSatisfy(
            fault -> {
              assertThat(fault.at()).isBetween(Duration.ZERO, Duration.ofMinutes(10));
              assertThat(fault.target())
                  .isBetween(
                      0, fault.kind().target() == FaultKind.Target.INSTANCE ? instances - 1 : 2);
            });
  }

  @Property(tries = 50)
  void halfAnHourHasEveryKindAndAHundredKills(@ForAll long seed) {
    List<PlannedFault> faults = draw(seed, 30, 4, 3);

    assertThat(faults.stream().filter(fault -> fault.kind().kills()).count())
        .isGreaterThanOrEqualTo(100);
    assertThat(faults.stream().map(PlannedFault::kind).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(FaultKind.class));
  }

  @Property(tries = 50)
  void pausesOutlastTheSession(@ForAll long seed) {
    assertThat(draw(seed, 10, 4, 3))
        .filteredOn(fault -> fault.kind() == FaultKind.PAUSE)
        .allSatisfy(fault -> assertThat(fault.lasts()).isGreaterThan(SESSION));
  }

  @Test
  void aSingleBrokerIsNotStruck() {
    assertThat(draw(1, 30, 4, 1))
        .noneMatch(fault -> fault.kind().target() == FaultKind.Target.BROKER);
  }

  private static List<PlannedFault> draw(long seed, int minutes, int instances, int brokers) {
    return FaultSchedule.draw(
        seed, Duration.ofMinutes(minutes), Duration.ofSeconds(10), instances, brokers, SESSION);
  }
}
