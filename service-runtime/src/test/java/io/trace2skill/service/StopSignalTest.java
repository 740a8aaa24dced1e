// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StopSignalTest {

  private final StopSignal stop = new StopSignal();
  private final AtomicInteger interruptions = new AtomicInteger();

  @Test
  void whoWaitsIsWokenWhenTheStopIsAskedFor() throws Exception {
    assertThat(stop.await(Duration.ofMillis(1))).isFalse();
    stop.request();
    assertThat(stop.await(Duration.ofHours(1))).isTrue();
    assertThat(stop.isRequested()).isTrue();
  }

  @Test
  void whatTakesLongIsInterruptedOnceOrAtOnceOrNotAnyMore() {
    stop.interruptBy(interruptions::incrementAndGet);
    stop.request();
    assertThat(interruptions).hasValue(1);

    stop.interruptBy(interruptions::incrementAndGet);
    assertThat(interruptions).hasValue(2);

    stop.interruptNothing();
    stop.request();
    assertThat(interruptions).hasValue(2);
  }
}
