// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static io.trace2skill.merge.LifecycleFixture.SKILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.WindowState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowLifecycleTest {

  private static final Duration DAY = Duration.ofDays(1);

  private static void patch(LifecycleFixture fixture, String trajectory) {
    fixture.started(trajectory, fixture.now);
    fixture.ended(trajectory, AnalysisKind.PATCH_PROPOSED, fixture.now);
  }

  @Test
  void aWindowThatCannotBeConsolidatedDoesNotHoldUpTheNextOne() {
    try (LifecycleFixture fixture = new LifecycleFixture(WindowPolicy.untilCommand(), 5)) {
      patch(fixture, "a");
      fixture.closeByCommand("first");
      patch(fixture, "b");
      fixture.closeByCommand("second");
      assertThat(fixture.pending).extracting(MergeTask::getWindow).containsExactly(1L);
      fixture.fail(0);
      assertThat(fixture.pending).extracting(MergeTask::getWindow).containsExactly(2L);
    }
  }

  @Test
  void evidenceThatCouldNotBeConsolidatedIsInTheNextVersion() {
    try (LifecycleFixture fixture = new LifecycleFixture(WindowPolicy.untilCommand(), 5)) {
      patch(fixture, "a");
      fixture.closeByCommand("first");
      fixture.fail(0);
      patch(fixture, "b");
      fixture.closeByCommand("second");
      fixture.completeAll();
      assertThat(fixture.published().get(0).getTrajectories()).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void tooLittleEvidenceJoinsTheWindowThatOpenedMeanwhile() {
    WindowPolicy three =
        new WindowPolicy(
            Optional.empty(), Duration.ZERO, Optional.empty(), Optional.empty(), 3, DAY);
    try (LifecycleFixture fixture = new LifecycleFixture(three, 2)) {
      patch(fixture, "a");
      fixture.started("slow", fixture.now);
      fixture.closeByCommand("first");
      patch(fixture, "b");
      fixture.ended("slow", AnalysisKind.PATCH_PROPOSED, fixture.now);
      fixture.completeAll();
      assertThat(fixture.windows.of(SKILL))
          .singleElement()
          .satisfies(
              window -> {
                assertThat(window.getWindow()).isEqualTo(2);
                assertThat(window.getPatched()).isEqualTo(3);
                assertThat(window.getCarried()).isEqualTo(2);
              });
      fixture.closeByCommand("second");
      fixture.completeAll();
      assertThat(fixture.published().get(0).getTrajectories())
          .containsExactlyInAnyOrder("a", "b", "slow");
    }
  }

  @Test
  void carriedPatchesDoNotFillAWindowAgain() {
    WindowPolicy policy =
        new WindowPolicy(Optional.empty(), Duration.ZERO, Optional.empty(), Optional.of(2), 3, DAY);
    try (LifecycleFixture fixture = new LifecycleFixture(policy, 5)) {
      patch(fixture, "a");
      patch(fixture, "b");
      WindowState carried = fixture.windows.of(SKILL).get(0);
      fixture.advance(Duration.ofHours(1));
      assertThat(fixture.windows.of(SKILL)).containsExactly(carried);
      patch(fixture, "c");
      patch(fixture, "d");
      fixture.completeAll();
      assertThat(fixture.published().get(0).getWindow().getPatched()).isEqualTo(4);
    }
  }

  @Test
  void aClockThatIsWrongDoesNotMakeTheEventsOfOthersLate() {
    WindowPolicy daily =
        new WindowPolicy(
            Optional.of(DAY), Duration.ofHours(1), Optional.empty(), Optional.empty(), 1, DAY);
    try (LifecycleFixture fixture = new LifecycleFixture(daily, 5)) {
      fixture.started("future", fixture.now.plus(DAY.multipliedBy(36_500)));
      fixture.ended("future", AnalysisKind.PATCH_PROPOSED, fixture.now.plus(DAY));
      patch(fixture, "present");
      assertThat(fixture.windows.of(SKILL)).hasSize(1);
      fixture.advance(DAY.multipliedBy(2));
      fixture.completeAll();
      assertThat(fixture.published().get(0).getTrajectories())
          .containsExactlyInAnyOrder("future", "present");
      assertThat(fixture.published().get(0).getWindow().getLate()).isZero();
    }
  }
}
