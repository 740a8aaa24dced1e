// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ContextLengthException;
import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.RequestRefusedException;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryingTest {

  private final ClientFixture fixture = new ClientFixture();
  private final FakeWire wire = fixture.wire;

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void repeatsEveryFailureThatMayPass(FailureKind kind) {
    CompletableFuture<ChatReply> call = fixture.send("a");
    wire.get(0).fail(kind);
    assertThat(wire.count()).as("it waits first").isEqualTo(1);
    fixture.time.pass(Duration.ofMillis(249));
    assertThat(wire.count()).isEqualTo(1);
    fixture.time.pass(Duration.ofMillis(1));
    wire.get(1).reply();
    assertThat(call.join().text()).isEqualTo("hi");
    assertThat(fixture.client.report().repeats()).containsEntry(kind, 1L);
  }

  @Test
  void addsWhatFailedAttemptsUsedUp() {
    CompletableFuture<ChatReply> call = fixture.send("a");
    wire.get(0).fail(FailureKind.TRUNCATED);
    fixture.time.pass(Duration.ofSeconds(1));
    wire.get(1).reply();
    assertThat(call.join().usage()).isEqualTo(FakeWire.USAGE.plus(FakeWire.USAGE));
  }

  @Test
  void doublesTheWaitAndGivesUpAfterAllAttempts() {
    CompletableFuture<ChatReply> call = fixture.send("a");
    // Half of 0.5, 1, 2, 4 and 8 s.
    long[] waits = {250, 500, 1_000, 2_000, 4_000};
    for (int i = 0; i < waits.length; i++) {
      wire.get(i).fail(FailureKind.EMPTY);
      fixture.time.pass(Duration.ofMillis(waits[i] - 1));
      assertThat(wire.count()).isEqualTo(i + 1);
      fixture.time.pass(Duration.ofMillis(1));
      assertThat(wire.count()).isEqualTo(i + 2);
    }
    assertThat(call).isNotDone();
    wire.get(5).fail(FailureKind.EMPTY);
    assertThatThrownBy(call::join)
        .hasCauseInstanceOf(EndpointFailedException.class)
        .satisfies(
            e ->
                assertThat(((EndpointFailedException) e.getCause()).usage().calls())
                    .as("all attempts are in its usage")
                    .isEqualTo(6));
    assertThat(fixture.time.planned()).isZero();
  }

  @Test
  void waitsAsLongAsTheEndpointAsks() {
    CompletableFuture<ChatReply> call = fixture.send("a");
    wire.get(0).fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(90));
    fixture.time.pass(Duration.ofSeconds(90));
    assertThat(wire.count()).as("a random part comes on top").isEqualTo(1);
    fixture.time.pass(Duration.ofMillis(250));
    wire.get(1).reply();
    assertThat(call).isCompleted();
  }

  @Test
  void waitingHoldsNoPlaceInFlight() {
    try (ClientFixture one =
        new ClientFixture(settings -> settings.withLimits(settings.limits().withInFlight(1)))) {
      CompletableFuture<ChatReply> first = one.send("first");
      CompletableFuture<ChatReply> second = one.send("second");
      one.wire.get(0).fail(FailureKind.RATE_LIMITED);
      one.wire.get(1).reply();
      assertThat(second).isCompleted();
      assertThat(first).isNotDone();
    }
  }

  @Test
  void neverRepeatsWhatIsRefused() {
    CompletableFuture<ChatReply> call = fixture.send("a");
    wire.get(0).fail(new RequestRefusedException(401, "wrong key", Usage.NONE));
    assertThatThrownBy(call::join).hasCauseInstanceOf(RequestRefusedException.class);
    assertThat(wire.count()).isEqualTo(1);
    assertThat(fixture.heard).containsExactly("refused: test 401 wrong key");
  }

  @Test
  void neverRepeatsWhatIsTooLong() {
    CompletableFuture<ChatReply> call = fixture.send("a");
    wire.get(0).fail(new ContextLengthException("too long", Usage.NONE));
    assertThatThrownBy(call::join).hasCauseInstanceOf(ContextLengthException.class);
    assertThat(wire.count()).isEqualTo(1);
  }

  @Test
  void cancellingReachesTheAttemptThatRuns() {
    CompletableFuture<ChatReply> call = fixture.send("a");
    call.cancel(true);
    assertThat(wire.get(0).end()).isCancelled();
    assertThat(fixture.client.report().inFlight()).isZero();
  }

  @Test
  void cancellingForgetsTheAttemptThatWaits() {
    CompletableFuture<ChatReply> call = fixture.send("a");
    wire.get(0).fail(FailureKind.EMPTY);
    call.cancel(true);
    fixture.time.pass(Duration.ofMinutes(1));
    assertThat(wire.count()).isEqualTo(1);
    assertThat(fixture.time.planned()).isZero();
  }

  @Test
  void closingCancelsAllCallsWhereverTheyAre() {
    try (ClientFixture one =
        new ClientFixture(settings -> settings.withLimits(settings.limits().withInFlight(1)))) {
      CompletableFuture<ChatReply> waiting = one.send("waits for its next attempt");
      one.wire.get(0).fail(FailureKind.EMPTY);
      CompletableFuture<ChatReply> running = one.send("runs");
      CompletableFuture<ChatReply> queued = one.send("waits for its turn");
      assertThat(one.client.report().waiting()).isEqualTo(1);
      one.client.close();
      assertThat(waiting).isCancelled();
      assertThat(running).isCancelled();
      assertThat(queued).isCancelled();
      assertThat(one.wire.closed()).isTrue();
      assertThat(one.wire.running()).isEmpty();
      assertThat(one.client.report().waiting()).isZero();
      assertThat(one.send("too late")).isCancelled();
      assertThat(one.wire.count()).isEqualTo(2);
    }
  }
}
