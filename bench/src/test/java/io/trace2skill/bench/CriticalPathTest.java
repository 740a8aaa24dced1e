// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trace2skill.fakemodel.Authorization;
import io.trace2skill.fakemodel.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CriticalPathTest {

  private static final Offset<Double> NEARLY = within(1e-9);

  private static CallRecord call(String purpose, double from, double latency) {
    Instant arrived = Instant.EPOCH.plusNanos((long) (from * 1e9));
    Duration time = Duration.ofNanos((long) (latency * 1e9));
    return new CallRecord(
        1,
        purpose,
        "m",
        arrived,
        arrived.plus(time),
        200,
        Optional.empty(),
        1,
        "d",
        1,
        time,
        10,
        10,
        Authorization.ABSENT);
  }

  private static CriticalPath path(int slots, CallRecord... calls) {
    return CriticalPath.of(List.of(calls), slots, call -> call.purpose().equals("analysis"));
  }

  @Test
  void followsTheCallsThatWaitedForEachOther() {
    CriticalPath path =
        path(
            4,
            call("analysis", 0, 1),
            call("analysis", 0, 3),
            call("merge", 3.5, 2),
            call("placement", 6, 1));

    assertThat(path.chain()).isCloseTo(6, NEARLY);
    assertThat(path.schedule()).isCloseTo(6, NEARLY);
    assertThat(path.work()).isCloseTo(7.0 / 4, NEARLY);
    assertThat(path.seconds()).isCloseTo(6, NEARLY);
  }

  @Test
  void slotsThatStoodIdleDoNotCount() {
    CriticalPath path =
        path(2, call("analysis", 0, 1), call("analysis", 0, 2), call("analysis", 5, 2));

    assertThat(path.schedule()).isCloseTo(3, NEARLY);
  }

  @Test
  void mergesBesideTheAnalysesDoNotLengthenThePath() {
    CriticalPath path =
        path(3, call("analysis", 0, 1), call("merge", 1.1, 2), call("analysis", 0, 4));

    assertThat(path.schedule()).isCloseTo(4, NEARLY);
  }

  @Test
  void nothingTakesNoTime() {
    assertThat(path(1).seconds()).isZero();
  }
}
