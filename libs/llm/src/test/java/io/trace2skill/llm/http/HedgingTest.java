// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HedgingTest {

  private static final Usage ABANDONED = new Usage(1, 1, 0, 0, 0);

  private final ClientFixture fixture =
      new ClientFixture(settings -> settings.withHedging(Hedging.SLOW_TAIL));
  private final FakeWire wire = fixture.wire;

  @BeforeEach
  void learnThatCallsTakeASecond() {
    fixture.send(40);
    fixture.time.pass(Duration.ofSeconds(1));
    wire.running().forEach(FakeWire.Sent::reply);
    assertThat(wire.count()).as("too little is known to hedge any of these").isEqualTo(40);
  }

  @Test
  void sendsASlowCallAgainAndTakesTheFirstAnswer() {
    CompletableFuture<ChatReply> slow = fixture.send("slow");
    fixture.time.pass(Duration.ofMillis(999));
    assertThat(wire.count()).isEqualTo(41);
    fixture.time.pass(Duration.ofMillis(1));
    assertThat(wire.count()).isEqualTo(42);
    wire.get(41).reply();
    assertThat(slow.join().usage()).isEqualTo(FakeWire.USAGE.plus(ABANDONED));
    assertThat(wire.get(40).end()).isCancelled();
    assertThat(fixture.client.report().inFlight()).isZero();
    assertThat(fixture.client.report().lines().get(0).hedges()).isEqualTo(1);
  }

  @Test
  void cancelsTheSecondWhenTheFirstAnswersAfterAll() {
    CompletableFuture<ChatReply> slow = fixture.send("slow");
    fixture.time.pass(Duration.ofSeconds(1));
    wire.get(40).reply();
    assertThat(slow).isCompleted();
    assertThat(wire.get(41).end()).isCancelled();
  }

  @Test
  void aQuickCallIsNotSentAgain() {
    CompletableFuture<ChatReply> quick = fixture.send("quick");
    fixture.time.pass(Duration.ofMillis(500));
    wire.get(40).reply();
    assertThat(quick).isCompleted();
    fixture.time.pass(Duration.ofSeconds(10));
    assertThat(wire.count()).isEqualTo(41);
    assertThat(fixture.time.planned()).isZero();
  }

  @Test
  void theFailureOfOneLeavesTheOtherRunning() {
    CompletableFuture<ChatReply> slow = fixture.send("slow");
    fixture.time.pass(Duration.ofSeconds(1));
    wire.get(40).fail(FailureKind.TRUNCATED);
    assertThat(slow).isNotDone();
    wire.get(41).reply();
    assertThat(slow.join().usage()).isEqualTo(FakeWire.USAGE.plus(FakeWire.USAGE));
  }

  @Test
  void theCallIsRepeatedWhenBothFail() {
    CompletableFuture<ChatReply> slow = fixture.send("slow");
    fixture.time.pass(Duration.ofSeconds(1));
    wire.get(41).fail(FailureKind.TRUNCATED);
    wire.get(40).fail(FailureKind.TRUNCATED);
    assertThat(slow).isNotDone();
    fixture.time.pass(Duration.ofMillis(250));
    wire.get(42).reply();
    assertThat(slow.join().usage().calls()).isEqualTo(3);
  }

  @Test
  void neverSendsMoreThanItsShareAgain() {
    fixture.send(60);
    fixture.time.pass(Duration.ofSeconds(5));
    assertThat(wire.count()).isEqualTo(40 + 60 + 10);
  }

  @Test
  void cancellingTheCallCancelsBoth() {
    CompletableFuture<ChatReply> slow = fixture.send("slow");
    fixture.time.pass(Duration.ofSeconds(1));
    slow.cancel(true);
    assertThat(wire.running()).isEmpty();
  }

  @Test
  void theSecondRequestDiffersHarmlessly() {
    CompletableFuture<ChatReply> slow = fixture.send("slow");
    fixture.time.pass(Duration.ofSeconds(1));
    assertThat(wire.get(41).request().messages()).isEqualTo(wire.get(40).request().messages());
    assertThat(wire.get(41).request().settings().extraBody()).contains("{\"user\":\"hedge\"}");
    assertThat(slow).isNotDone();
    ModelSettings seeded =
        new ModelSettings(
            "m",
            OptionalDouble.empty(),
            OptionalLong.of(7),
            OptionalInt.empty(),
            Optional.empty(),
            false);
    ChatRequest twin = HedgingSender.twin(ChatRequest.of("test", seeded, ChatMessage.user("slow")));
    assertThat(twin.settings().seed()).hasValue(8);
    assertThat(twin.settings().extraBody()).isEmpty();
  }

  @Test
  void aCallThatWaitsForItsTurnIsNotSlow() {
    try (ClientFixture one =
        new ClientFixture(
            settings ->
                settings
                    .withHedging(Hedging.SLOW_TAIL)
                    .withLimits(settings.limits().withInFlight(1)))) {
      List<CompletableFuture<ChatReply>> calls = one.send(40);
      for (CompletableFuture<ChatReply> call : calls) {
        one.time.pass(Duration.ofSeconds(1));
        one.wire.last().reply();
        assertThat(call).isCompleted();
      }
      assertThat(one.wire.count()).isEqualTo(40);
    }
  }
}
