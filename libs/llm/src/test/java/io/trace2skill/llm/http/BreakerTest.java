// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.EndpointFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakerTest {

  private final ClientFixture fixture = new ClientFixture();
  private final FakeWire wire = fixture.wire;

  @Test
  void sendsNothingWhileTheEndpointIsDownButOneProbeAtATime() {
    fixture.send(20);
    wire.running().forEach(call -> call.fail(FailureKind.UNREACHABLE));
    assertThat(fixture.heard).containsExactly("down: UNREACHABLE");
    assertThat(fixture.client.report().endpointDown()).isTrue();
    fixture.send(1);
    assertThat(wire.running()).as("nothing is sent").isEmpty();
    // Probes after 1, 2, 4, 8, 16, 30 and 30 s.
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      fixture.time.pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(wire.running()).isEmpty();
      fixture.time.pass(Duration.ofMillis(1));
      assertThat(wire.running()).hasSize(1);
      wire.last().fail(FailureKind.UNREACHABLE);
    }
  }

  @Test
  void allCallsGoOnWhenAProbeIsAnswered() {
    List<CompletableFuture<ChatReply>> calls = fixture.send(20);
    wire.running().forEach(call -> call.fail(FailureKind.SERVER_ERROR));
    fixture.time.pass(Duration.ofSeconds(1));
    wire.last().reply();
    assertThat(fixture.heard).containsExactly("down: SERVER_ERROR", "up after 1 s");
    assertThat(fixture.client.report().endpointDown()).isFalse();
    wire.running().forEach(FakeWire.Sent::reply);
    assertThat(calls).allMatch(CompletableFuture::isDone);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "SERVER_ERROR", "BROKEN_CONNECTION"})
  void anOutageOfAMinuteFailsNoCall(FailureKind kind) {
    List<CompletableFuture<ChatReply>> calls = fixture.send(50);
    long end = fixture.time.nanos() + Duration.ofSeconds(60).toNanos();
    while (fixture.time.nanos() < end) {
      wire.running().forEach(call -> call.fail(kind));
      fixture.time.pass(Duration.ofMillis(100));
    }
    assertThat(calls).noneMatch(CompletableFuture::isDone);
    answerAllFor(Duration.ofMinutes(1));
    assertThat(calls).allMatch(call -> call.isDone() && !call.isCompletedExceptionally());
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "SERVER_ERROR", "BROKEN_CONNECTION"})
  void anOutageOfAMinuteFailsNoLoneCallEither(FailureKind kind) {
    CompletableFuture<ChatReply> call = fixture.send("alone");
    long end = fixture.time.nanos() + Duration.ofSeconds(60).toNanos();
    while (fixture.time.nanos() < end) {
      wire.running().forEach(attempt -> attempt.fail(kind));
      fixture.time.pass(Duration.ofMillis(100));
    }
    answerAllFor(Duration.ofMinutes(1));
    assertThat(call).isCompletedWithValueMatching(reply -> reply.text().equals("hi"));
  }

  @Test
  void failuresOfManyShortOutagesDoNotAddUp() {
    CompletableFuture<ChatReply> unlucky = fixture.send("unlucky");
    for (int outage = 0; outage < 2 * Retries.DEFAULT.attempts(); outage++) {
      List<CompletableFuture<ChatReply>> others = fixture.send(5);
      wire.running().forEach(attempt -> attempt.fail(FailureKind.UNREACHABLE));
      assertThat(fixture.client.report().endpointDown()).isTrue();
      fixture.time.pass(Duration.ofSeconds(1));
      while (others.stream().anyMatch(call -> !call.isDone())) {
        wire.running().stream()
            .filter(attempt -> !attempt.text().equals("unlucky"))
            .forEach(FakeWire.Sent::reply);
        fixture.time.pass(Duration.ofSeconds(1));
        // The unlucky one may be the probe; then it is its turn to fail as such.
        if (wire.running().size() == 1 && fixture.client.report().endpointDown()) {
          wire.last().fail(FailureKind.UNREACHABLE);
        }
      }
    }
    assertThat(unlucky).isNotDone();
  }

  @Test
  void aCallThatBringsTheEndpointDownItselfIsGivenUp() {
    CompletableFuture<ChatReply> poison = fixture.send("poison");
    while (!poison.isDone()) {
      wire.running().forEach(attempt -> attempt.fail(FailureKind.SERVER_ERROR));
      fixture.time.pass(Duration.ofSeconds(1));
    }
    assertThatThrownBy(poison::join).hasCauseInstanceOf(EndpointFailedException.class);
    assertThat(wire.count()).isEqualTo(Retries.DEFAULT.attemptsWhileDown());
    CompletableFuture<ChatReply> next = fixture.send("next");
    answerAllFor(Duration.ofMinutes(1));
    assertThat(next).isCompleted();
  }

  @Test
  void aCallWithoutAConnectionIsNeverGivenUp() {
    CompletableFuture<ChatReply> call = fixture.send("patient");
    long end = fixture.time.nanos() + Duration.ofHours(3).toNanos();
    while (fixture.time.nanos() < end) {
      wire.running().forEach(attempt -> attempt.fail(FailureKind.UNREACHABLE));
      fixture.time.pass(Duration.ofSeconds(1));
    }
    assertThat(call).isNotDone();
  }

  @Test
  void anotherCallProbesWhenOneHasFailedTo() {
    fixture.send(2);
    for (int i = 0; i < 3; i++) {
      wire.running().forEach(attempt -> attempt.fail(FailureKind.SERVER_ERROR));
      fixture.time.pass(Duration.ofMillis(500));
    }
    fixture.time.pass(Duration.ofSeconds(1));
    String first = wire.last().text();
    wire.last().fail(FailureKind.SERVER_ERROR);
    fixture.time.pass(Duration.ofSeconds(2));
    assertThat(wire.last().text()).isNotEqualTo(first);
  }

  @Test
  void aCancelledProbeMakesRoomForTheNext() {
    List<CompletableFuture<ChatReply>> calls = fixture.send(6);
    wire.running().forEach(call -> call.fail(FailureKind.UNREACHABLE));
    fixture.time.pass(Duration.ofSeconds(1));
    assertThat(wire.running()).hasSize(1);
    int probe = Integer.parseInt(wire.last().text().substring("call ".length()));
    calls.get(probe).cancel(true);
    assertThat(wire.running()).hasSize(1);
    assertThat(wire.last().text()).isNotEqualTo("call " + probe);
  }

  @ParameterizedTest
  @EnumSource(names = {"RATE_LIMITED", "NOT_NOW", "TRUNCATED", "UNREADABLE", "EMPTY"})
  void anEndpointThatAnswersSomethingIsNotDown(FailureKind kind) {
    fixture.send(50);
    wire.running().forEach(call -> call.fail(kind));
    assertThat(fixture.heard).isEmpty();
  }

  @Test
  void failuresBetweenAnswersAreNoOutage() {
    fixture.send(100);
    List<FakeWire.Sent> running = wire.running();
    for (int i = 0; i < running.size(); i++) {
      if (i % 5 == 4) {
        running.get(i).reply();
      } else {
        running.get(i).fail(FailureKind.SERVER_ERROR);
      }
    }
    assertThat(fixture.heard).isEmpty();
  }

  @Test
  void waitsWithTheProbeAsLongAsTheEndpointAsks() {
    fixture.send(5);
    wire.running().forEach(call -> call.fail(FailureKind.SERVER_ERROR, Duration.ofSeconds(45)));
    fixture.time.pass(Duration.ofMillis(44_999));
    assertThat(wire.running()).isEmpty();
    fixture.time.pass(Duration.ofMillis(1));
    assertThat(wire.running()).hasSize(1);
  }

  private void answerAllFor(Duration duration) {
    long end = fixture.time.nanos() + duration.toNanos();
    while (fixture.time.nanos() < end) {
      wire.running().forEach(FakeWire.Sent::reply);
      fixture.time.pass(Duration.ofMillis(100));
    }
  }
}
