// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.async.Breaker.Admission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private static final BreakerPolicy POLICY =
      new BreakerPolicy(3, Duration.ofMillis(100), Duration.ofMillis(300));

  private final AtomicInteger changes = new AtomicInteger();
  private final Breaker breaker = new Breaker(POLICY, changes::incrementAndGet);

  @Test
  void onlyFailuresInARowOpenIt() {
    assertThat(breaker.failed(Admission.USUAL, 0)).as("counts").isTrue();
    assertThat(breaker.failed(Admission.USUAL, 0)).isTrue();
    breaker.answered();
    assertThat(breaker.failed(Admission.USUAL, 0)).isTrue();
    assertThat(breaker.failed(Admission.USUAL, 0)).isTrue();
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.failed(Admission.USUAL, 0)).as("the one that opens it").isFalse();
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(changes).hasValue(1);
  }

  @Test
  void letsOneProbeThroughWhenTheBackoffIsOver() {
    open(1_000);
    assertThat(breaker.nextAdmissionMs()).isEqualTo(1_100);
    assertThat(breaker.admit(1_099)).isEqualTo(Admission.REFUSED);
    assertThat(breaker.admit(1_100)).isEqualTo(Admission.PROBE);
    assertThat(breaker.admit(1_100)).isEqualTo(Admission.REFUSED);
    assertThat(breaker.nextAdmissionMs()).isEqualTo(Long.MAX_VALUE);
    breaker.answered();
    assertThat(breaker.admit(1_100)).isEqualTo(Admission.USUAL);
    assertThat(breaker.nextAdmissionMs()).isZero();
  }

  @Test
  void aFailedProbeDoublesTheBackoffUpToItsLimit() {
    open(0);
    assertThat(breaker.admit(100)).isEqualTo(Admission.PROBE);
    assertThat(breaker.failed(Admission.PROBE, 110)).isFalse();
    assertThat(breaker.nextAdmissionMs()).isEqualTo(310);
    assertThat(breaker.admit(310)).isEqualTo(Admission.PROBE);
    assertThat(breaker.failed(Admission.PROBE, 320)).isFalse();
    assertThat(breaker.nextAdmissionMs()).isEqualTo(620);
  }

  @Test
  void failuresOfCallsThatStartedBeforeItOpenedChangeNothing() {
    open(0);
    assertThat(breaker.failed(Admission.USUAL, 50)).isFalse();
    assertThat(breaker.nextAdmissionMs()).isEqualTo(100);
    assertThat(breaker.admit(100)).isEqualTo(Admission.PROBE);
    assertThat(breaker.failed(Admission.USUAL, 120)).isFalse();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void aProbeThatTellsNothingLeavesTheNextOneItsTurn() {
    open(0);
    assertThat(breaker.admit(100)).isEqualTo(Admission.PROBE);
    breaker.withdrawn(Admission.USUAL);
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    breaker.withdrawn(Admission.PROBE);
    assertThat(breaker.admit(100)).isEqualTo(Admission.PROBE);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> BreakerPolicy.after(0)).hasMessageContaining("failures");
    assertThatThrownBy(() -> new BreakerPolicy(1, Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("initialBackoff");
    assertThatThrownBy(() -> new BreakerPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("maxBackoff");
  }

  /** Whatever happens: at most one probe at a time, and never a state that nothing leads out of. */
  @Property(tries = 300)
  void neverProbesTwiceAtATimeAndAlwaysRecovers(
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 4) Integer> steps) {
    Breaker any = new Breaker(POLICY, () -> {});
    boolean probing = false;
    long now = 0;
    for (int step : steps) {
      switch (step) {
        case 0 -> {
          Admission admission = any.admit(now);
          assertThat(admission == Admission.PROBE && probing).isFalse();
          probing |= admission == Admission.PROBE;
        }
        case 1 -> {
          any.failed(probing ? Admission.PROBE : Admission.USUAL, now);
          probing = false;
        }
        case 2 -> {
          any.answered();
          probing = false;
        }
        case 3 -> {
          any.withdrawn(probing ? Admission.PROBE : Admission.USUAL);
          probing = false;
        }
        default -> now += 70;
      }
      assertThat(any.nextAdmissionMs() == Long.MAX_VALUE).isEqualTo(probing);
    }
    any.withdrawn(Admission.PROBE);
    assertThat(any.admit(now + 300)).isNotEqualTo(Admission.REFUSED);
  }

  private void open(long nowMs) {
    for (int i = 0; i < POLICY.failures(); i++) {
      breaker.failed(Admission.USUAL, nowMs);
    }
  }
}
