// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void runsNoMoreAtOnceThanAllowedAndInTheOrderOfArrival() {
    try (ClientFixture fixture = limited(new Limits(3, none(), none()))) {
      fixture.send(10);
      List<String> order = new ArrayList<>();
      while (!fixture.wire.running().isEmpty()) {
        assertThat(fixture.wire.running()).hasSizeLessThanOrEqualTo(3);
        FakeWire.Sent oldest = fixture.wire.running().get(0);
        order.add(oldest.text());
        oldest.reply();
      }
      assertThat(order).hasSize(10).isSorted();
    }
  }

  @Test
  void cancelledCallsGiveTheirTurnAway() {
    try (ClientFixture fixture = limited(new Limits(1, none(), none()))) {
      List<CompletableFuture<ChatReply>> calls = fixture.send(3);
      calls.get(1).cancel(true);
      assertThat(fixture.client.report().waiting()).isEqualTo(1);
      fixture.wire.get(0).reply();
      assertThat(fixture.wire.running()).hasSize(1);
      assertThat(fixture.wire.last().text()).isEqualTo("call 2");
    }
  }

  @Test
  void sendsNoMoreRequestsInAnyMinuteThanAllowed() {
    try (ClientFixture fixture = limited(new Limits(100, OptionalLong.of(10), none()))) {
      fixture.send(25);
      assertThat(fixture.wire.count()).isEqualTo(10);
      fixture.wire.running().forEach(FakeWire.Sent::reply);
      fixture.time.pass(Duration.ofSeconds(60).minusMillis(1));
      assertThat(fixture.wire.count()).isEqualTo(10);
      fixture.time.pass(Duration.ofMillis(1));
      assertThat(fixture.wire.count()).isEqualTo(20);
      fixture.time.pass(Duration.ofSeconds(60));
      assertThat(fixture.wire.count()).isEqualTo(25);
    }
  }

  @Test
  void correctsEstimatedTokensByWhatTheReplySays() {
    // A call is estimated at 2 + 2,000 tokens and turns out to be 110.
    try (ClientFixture fixture = limited(new Limits(100, none(), OptionalLong.of(5_000)))) {
      fixture.send(30);
      assertThat(fixture.wire.count()).isEqualTo(2);
      fixture.wire.get(0).reply();
      assertThat(fixture.wire.count()).as("room for one more").isEqualTo(3);
      while (!fixture.wire.running().isEmpty()) {
        fixture.wire.running().get(0).reply();
      }
      // (5,000 - 2,002) / 110, and the one that still fits with its estimate.
      assertThat(fixture.wire.count()).isEqualTo(28);
    }
  }

  @Test
  void letsACallPassAloneThatIsLargerThanAMinute() {
    try (ClientFixture fixture = limited(new Limits(100, none(), OptionalLong.of(100)))) {
      fixture.send(2);
      assertThat(fixture.wire.count()).isEqualTo(1);
      fixture.time.pass(Duration.ofSeconds(60));
      assertThat(fixture.wire.count()).isEqualTo(2);
    }
  }

  @Test
  void runsFewerAtOnceWhileTheEndpointRefusesMany() {
    InFlightGate gate = new InFlightGate(128);
    for (int round = 0; round < 200; round++) {
      serve(gate, 40);
    }
    assertThat(gate.limit()).as("near what the endpoint takes").isBetween(25, 64);
    for (int round = 0; round < 200; round++) {
      serve(gate, 1_000);
    }
    assertThat(gate.limit()).as("back when it takes all").isEqualTo(128);
  }

  /** Lets as many pass as may; the endpoint takes so many of them. */
  private static void serve(InFlightGate gate, int taken) {
    List<Ticket> tickets = new ArrayList<>();
    while (gate.waitOf(ticket(), 0) == 0) {
      Ticket ticket = ticket();
      gate.enter(ticket, 0);
      tickets.add(ticket);
    }
    for (int i = 0; i < tickets.size(); i++) {
      gate.leave(tickets.get(i), i < taken ? answered() : refusedAsTooMany(), 0);
    }
  }

  @Test
  void aFewRefusalsDoNotSlowDown() {
    InFlightGate gate = new InFlightGate(128);
    for (int i = 0; i < 10_000; i++) {
      gate.enter(ticket(), 0);
      gate.leave(ticket(), i % 20 == 0 ? refusedAsTooMany() : answered(), 0);
    }
    assertThat(gate.limit()).isEqualTo(128);
  }

  @Test
  void stopsBeforeTheBudgetOfCallsIsExceededAndSaysSoOnce() {
    Budget three = new Budget(OptionalLong.of(3), none(), none());
    try (ClientFixture fixture = new ClientFixture(settings -> settings.withBudget(three))) {
      List<CompletableFuture<ChatReply>> calls = fixture.send(10);
      assertThat(fixture.wire.count()).isEqualTo(3);
      assertThat(fixture.heard).as("what runs may still fail unbilled").isEmpty();
      fixture.wire.get(0).fail(FailureKind.SERVER_ERROR);
      assertThat(fixture.wire.count()).isEqualTo(4);
      fixture.wire.running().forEach(FakeWire.Sent::reply);
      assertThat(fixture.heard).containsExactly("budget: 3 calls");
      fixture.time.pass(Duration.ofHours(1));
      assertThat(fixture.wire.count()).isEqualTo(4);
      assertThat(calls).filteredOn(CompletableFuture::isDone).hasSize(3);
      fixture.client.close();
      assertThat(calls).filteredOn(CompletableFuture::isCancelled).hasSize(7);
      assertThat(fixture.heard).hasSize(1);
    }
  }

  @Test
  void neverExceedsABudgetOfTokensThatHoldsForItsEstimates() {
    Budget tokens = new Budget(none(), OptionalLong.of(10_000), none());
    try (ClientFixture fixture = new ClientFixture(settings -> settings.withBudget(tokens))) {
      fixture.send(50);
      assertThat(fixture.wire.count()).isEqualTo(4);
      while (!fixture.wire.running().isEmpty()) {
        fixture.wire.running().get(0).reply(new Usage(1, 2, 0, 1_998, 0));
      }
      assertThat(fixture.wire.count()).isEqualTo(4);
      assertThat(fixture.client.report().total().completionTokens()).isEqualTo(7_992);
      assertThat(fixture.heard).containsExactly("budget: 10000 tokens");
    }
  }

  @Test
  void chargesThePriceOfTheModelAndStopsAtABudgetOfMoney() {
    Prices prices = new Prices(Map.of("m", new Price(2, 0.5, 10)));
    Budget money = new Budget(none(), none(), OptionalLong.of(50_000));
    try (ClientFixture fixture =
        new ClientFixture(settings -> settings.withPrices(prices).withBudget(money))) {
      List<CompletableFuture<ChatReply>> calls = fixture.send(4);
      assertThat(fixture.wire.count()).as("two at 2 * 2 + 10 * 2,000 millionths").isEqualTo(2);
      fixture.wire.get(0).reply(new Usage(1, 1_000, 400, 50, 0));
      // 600 * 2 + 400 * 0.5 + 50 * 10
      assertThat(calls.get(0).join().usage().costMicros()).isEqualTo(1_900);
      assertThat(fixture.client.report().total().costMicros()).isEqualTo(1_900);
    }
  }

  @Test
  void aBudgetOfMoneyNeedsAPrice() {
    Budget money = new Budget(none(), none(), OptionalLong.of(50_000));
    try (ClientFixture fixture = new ClientFixture(settings -> settings.withBudget(money))) {
      assertThatThrownBy(() -> fixture.send("a"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("needs the price of the model m");
    }
  }

  @Test
  void keepsAccountOfEveryRequestByPurposeAndModel() {
    try (ClientFixture fixture = new ClientFixture()) {
      List<CompletableFuture<ChatReply>> calls = fixture.send(4);
      fixture.time.pass(Duration.ofSeconds(2));
      fixture.wire.get(0).reply();
      fixture.wire.get(1).fail(FailureKind.TRUNCATED);
      calls.get(2).cancel(true);
      UsageReport report = fixture.client.report();
      assertThat(report.inFlight()).isEqualTo(1);
      Usage cancelled = new Usage(1, 2, 0, 0, 0);
      Usage usage = FakeWire.USAGE.plus(FakeWire.USAGE).plus(cancelled);
      assertThat(report.lines())
          .containsExactly(
              new UsageReport.Line(
                  "test", "m", 4, 1, 1, 1, 0, usage, Duration.ofSeconds(2), Duration.ofSeconds(2)));
    }
  }

  private static ClientFixture limited(Limits limits) {
    return new ClientFixture(settings -> settings.withLimits(limits));
  }

  private static Ticket ticket() {
    return new Ticket(FakeWire.request("a"), Usage.NONE, () -> {});
  }

  private static Outcome answered() {
    return Outcome.of(null, FakeWire.USAGE);
  }

  private static Outcome refusedAsTooMany() {
    return Outcome.of(
        new Failures(new Scrubber(java.util.Optional.empty()))
            .endpoint(FailureKind.RATE_LIMITED, "429", null, Usage.NONE),
        Usage.NONE);
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }
}
