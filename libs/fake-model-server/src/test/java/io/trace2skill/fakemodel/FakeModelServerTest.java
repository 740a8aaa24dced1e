// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FakeModelServerTest {

  private static final ReplyMaker ECHO =
      request -> FakeReply.text("{\"said\":\"" + request.firstUserText() + "\"}");
  private static final String ASK = Client.body("You are a model.", "hello");

  @Test
  void answersAChatCompletion() {
    try (FakeModelServer server = FakeModelServer.start(FakeModelSettings.plain(), ECHO)) {
      HttpResponse<String> reply = new Client(server).ask(ASK);

      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(Client.text(reply)).isEqualTo("{\"said\":\"hello\"}");
      assertThat(Client.choice(reply).path("finish_reason").asText()).isEqualTo("stop");
      assertThat(reply.body()).contains("\"prompt_tokens\":");
    }
  }

  @Test
  void answersWithToolCalls() {
    ReplyMaker model = request -> FakeReply.toolCall("c1", "list", "{\"dir\":\"/\"}");
    try (FakeModelServer server = FakeModelServer.start(FakeModelSettings.plain(), model)) {
      var choice = Client.choice(new Client(server).ask(ASK));

      assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
      var function = choice.path("message").path("tool_calls").path(0).path("function");
      assertThat(function.path("name").asText()).isEqualTo("list");
      assertThat(function.path("arguments").asText()).isEqualTo("{\"dir\":\"/\"}");
    }
  }

  @Test
  void recordsEachRequestWithoutItsKey() {
    FakeModelSettings settings =
        FakeModelSettings.plain()
            .withExpectedKey("secret")
            .withMarkers(new PurposeMarker("talk", "are a model"));
    try (FakeModelServer server = FakeModelServer.start(settings, ECHO)) {
      new Client(server).ask(ASK);

      List<CallRecord> records = server.log().records();
      assertThat(records).hasSize(1);
      CallRecord record = records.get(0);
      assertThat(record.purpose()).isEqualTo("talk");
      assertThat(record.model()).isEqualTo("m");
      assertThat(record.status()).isEqualTo(200);
      assertThat(record.promptBytes()).isEqualTo(ASK.length());
      assertThat(record.authorization()).isEqualTo(Authorization.EXPECTED);
      assertThat(record.answered()).isAfterOrEqualTo(record.arrived());
      assertThat(record.toString()).doesNotContain("secret");
    }
  }

  @Test
  void countsWhatWasPaidTwice() {
    try (FakeModelServer server = FakeModelServer.start(FakeModelSettings.plain(), ECHO)) {
      Client client = new Client(server);
      client.ask(ASK);
      client.ask(Client.body("You are a model.", "once"));
      client.ask(ASK);

      assertThat(server.log().billedMoreThanOnce().values()).containsExactly(2L);
      assertThat(server.log().records()).extracting(CallRecord::attempt).containsExactly(1, 1, 2);
    }
  }

  @Test
  void tellsWhenToComeBack() {
    FakeModelSettings settings =
        FakeModelSettings.plain()
            .withFaults(Fault.once(FaultKind.RATE_LIMITED))
            .withRetryAfter(Duration.ofMillis(1500));
    try (FakeModelServer server = FakeModelServer.start(settings, ECHO)) {
      Client client = new Client(server);

      HttpResponse<String> limited = client.ask(ASK);
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(limited.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(client.ask(ASK).statusCode()).isEqualTo(200);
      assertThat(server.log().billedMoreThanOnce()).isEmpty();
    }
  }

  @Test
  void refusesWhatIsOverTheLimitInFlight() {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    ReplyMaker model = request -> FakeReply.text("late").heldUntil(opened);
    FakeModelSettings settings = FakeModelSettings.plain().withLimitInFlight(1);
    try (FakeModelServer server = FakeModelServer.start(settings, model)) {
      Client client = new Client(server);
      CompletableFuture<HttpResponse<String>> first = client.start(ASK);
      Awaitility.await().until(() -> server.log().inFlight() == 1);

      assertThat(client.ask(Client.body("s", "second")).statusCode()).isEqualTo(429);
      opened.complete(null);
      assertThat(first.join().statusCode()).isEqualTo(200);
      assertThat(server.log().mostInFlight()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "TRUNCATED"})
  void breaksOffInTheMiddle(FaultKind kind) {
    FakeModelSettings settings = FakeModelSettings.plain().withFaults(Fault.once(kind));
    try (FakeModelServer server = FakeModelServer.start(settings, ECHO)) {
      Client client = new Client(server);

      assertThatThrownBy(() -> client.ask(ASK)).hasCauseInstanceOf(IOException.class);
      assertThat(client.ask(ASK).statusCode()).isEqualTo(200);
      assertThat(server.log().records().get(0).fault()).hasValue(kind);
      assertThat(server.log().records().get(0).isBilled()).isTrue();
    }
  }

  @Test
  void damagesTexts() {
    assertThat(Client.text(damaged(FaultKind.EMPTY))).isEmpty();
    assertThat(Client.text(damaged(FaultKind.NONSENSE))).doesNotContain("{");
    assertThat(Client.text(damaged(FaultKind.MALFORMED))).isNotEqualTo("{\"said\":\"hello\"}");
    HttpResponse<String> cut = damaged(FaultKind.LENGTH);
    assertThat("{\"said\":\"hello\"}").startsWith(Client.text(cut));
    assertThat(Client.choice(cut).path("finish_reason").asText()).isEqualTo("length");
    assertThat(damaged(FaultKind.SERVER_ERROR).statusCode()).isEqualTo(500);
  }

  private static HttpResponse<String> damaged(FaultKind kind) {
    FakeModelSettings settings = FakeModelSettings.plain().withFaults(Fault.once(kind));
    try (FakeModelServer server = FakeModelServer.start(settings, ECHO)) {
      return new Client(server).ask(ASK);
    }
  }

  @Test
  void drawsTheSameFaultsInEachRun() {
    FakeModelSettings settings =
        FakeModelSettings.plain()
            .withFaults(
                Fault.of(FaultKind.RATE_LIMITED, 0.2), Fault.of(FaultKind.SERVER_ERROR, 0.2));

    List<Integer> statuses = statuses(settings);
    assertThat(statuses).isEqualTo(statuses(settings));
    assertThat(statuses).contains(200, 429, 500);
    assertThat(statuses(settings.withSeed(2))).isNotEqualTo(statuses);
  }

  private static List<Integer> statuses(FakeModelSettings settings) {
    List<Integer> statuses = new ArrayList<>();
    try (FakeModelServer server = FakeModelServer.start(settings, ECHO)) {
      Client client = new Client(server);
      for (int i = 0; i < 50; i++) {
        statuses.add(client.ask(Client.body("s", "u" + i)).statusCode());
      }
    }
    return statuses;
  }

  @Test
  void takesTheTimeThatWasDrawn() {
    FakeModelSettings settings =
        FakeModelSettings.plain().withLatency(new Latency.Fixed(Duration.ofMillis(50)));
    try (FakeModelServer server = FakeModelServer.start(settings, ECHO)) {
      new Client(server).ask(ASK);

      CallRecord record = server.log().records().get(0);
      assertThat(Duration.between(record.arrived(), record.answered()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(50));
      assertThat(record.planned()).isEqualTo(Duration.ofMillis(50));
    }
  }

  @Test
  void isDownUntilItGoesUp() {
    CompletableFuture<Void> never = new CompletableFuture<>();
    ReplyMaker model =
        request ->
            request.attempt() == 1 ? FakeReply.text("").heldUntil(never) : ECHO.reply(request);
    try (FakeModelServer server = FakeModelServer.start(FakeModelSettings.plain(), model)) {
      Client client = new Client(server);
      CompletableFuture<HttpResponse<String>> inFlight = client.start(ASK);
      Awaitility.await().until(() -> server.log().inFlight() == 1);

      server.goDown();
      assertThatThrownBy(inFlight::join).hasCauseInstanceOf(IOException.class);
      assertThatThrownBy(() -> client.ask(ASK)).hasCauseInstanceOf(IOException.class);
      server.goUp();
      assertThat(client.ask(ASK).statusCode()).isEqualTo(200);
      assertThat(server.log().records().get(0).status()).isZero();
      assertThat(server.log().records().get(0).isBilled()).isFalse();
    }
  }

  @Test
  void answersWhatIsNoRequestWithAnError() {
    try (FakeModelServer server = FakeModelServer.start(FakeModelSettings.plain(), ECHO)) {
      Client client = new Client(server);
      assertThat(client.ask("{").statusCode()).isEqualTo(400);
      assertThat(client.ask("{\"messages\":[]}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aBrokenModelIsAServerError() {
    ReplyMaker broken =
        request -> {
          throw new IllegalStateException("broken");
        };
    try (FakeModelServer server = FakeModelServer.start(FakeModelSettings.plain(), broken)) {
      HttpResponse<String> reply = new Client(server).ask(ASK);
      assertThat(reply.statusCode()).isEqualTo(500);
      assertThat(reply.body()).contains("broken");
      assertThat(server.log().records().get(0).fault()).isEqualTo(Optional.empty());
    }
  }
}
