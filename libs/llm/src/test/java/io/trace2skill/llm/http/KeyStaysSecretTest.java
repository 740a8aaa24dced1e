// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.trace2skill.llm.ChatReply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** An endpoint fails in every way and tells the key in its answer. */
class KeyStaysSecretTest {

  private static final String CANARY = "sk-canary/zebra+x=";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Level before;

  @BeforeEach
  void logEverything() {
    before = root.getLevel();
    root.setLevel(Level.TRACE);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void logAsBefore() {
    root.detachAppender(log);
    root.setLevel(before);
  }

  static Stream<Arguments> faults() {
    return Stream.concat(
        Stream.of(301, 400, 401, 403, 404, 413, 422, 429, 500, 503)
            .flatMap(status -> bodies().map(body -> Arguments.of(status, body, "none"))),
        Stream.of("reset", "truncated", "none")
            .flatMap(effect -> bodies().map(body -> Arguments.of(200, body, effect))));
  }

  private static Stream<String> bodies() {
    String echo = "Authorization: Bearer " + CANARY;
    return Stream.of(
        echo,
        "{\"error\": {\"message\": \"" + echo + "\", \"code\": \"" + CANARY + "\"}}",
        "{\"error\": \"wrong key " + CANARY + ", sorry\"}",
        "{\"detail\": [{\"msg\": \"" + CANARY + "\", \"loc\": [\"" + CANARY + "\"]}]}",
        "<html>" + "x".repeat(290) + " " + CANARY + "</html>",
        "url?key=" + URLEncoder.encode(CANARY, StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{0} {2} {1}")
  @MethodSource("faults")
  void whateverTheEndpointAnswers(int status, String body, String effect) {
    MockResponse.Builder answer =
        new MockResponse.Builder()
            .code(status)
            .addHeader("Location", "http://127.0.0.1:1/?key=" + CANARY)
            .addHeader("Retry-After", "0")
            .body(body);
    SocketEffect close = new SocketEffect.CloseSocket(true, true, true);
    if (effect.equals("reset")) {
      answer.onResponseStart(close);
    } else if (effect.equals("truncated")) {
      answer.onResponseBody(close);
    }
    try (FakeEndpoint endpoint = FakeEndpoint.saying(answer.build())) {
      assertNothingTold(endpoint.baseUrl());
      assertThat(endpoint.requests()).allMatch(KeyStaysSecretTest::hasKey);
    }
  }

  @Test
  void whenThereIsNoEndpoint() {
    FakeEndpoint gone = FakeEndpoint.saying(FakeEndpoint.reply("hi"));
    gone.close();
    assertNothingToldWhileDown(gone.baseUrl());
  }

  @Test
  void whenTheEndpointSpeaksAnotherLanguage() {
    try (FakeEndpoint endpoint = FakeEndpoint.saying(FakeEndpoint.reply("hi"))) {
      assertNothingToldWhileDown(endpoint.baseUrl().replace("http://", "https://"));
    }
  }

  @Test
  void doesNotGoWithRedirectsToOtherHosts() {
    try (FakeEndpoint other = FakeEndpoint.saying(FakeEndpoint.reply("hi"));
        FakeEndpoint endpoint =
            FakeEndpoint.saying(
                new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", other.baseUrl() + "/chat/completions")
                    .build())) {
      assertNothingTold(endpoint.baseUrl());
      assertThat(other.requests()).isEmpty();
    }
  }

  /** Lets a call fail and reads everything that comes out of the client meanwhile. */
  private void assertNothingTold(String baseUrl) {
    assertNothingTold(baseUrl, CompletableFuture::join);
  }

  /** Lets a call wait, which it does as long as there is no connection. */
  private void assertNothingToldWhileDown(String baseUrl) {
    assertNothingTold(
        baseUrl,
        call -> {
          await().until(() -> heard.size() > 3);
          call.cancel(true);
          call.join();
        });
  }

  private void assertNothingTold(String baseUrl, Consumer<CompletableFuture<ChatReply>> end) {
    LlmSettings settings =
        LlmSettings.of(baseUrl)
            .withApiKey(ApiKey.of(CANARY, "a test"))
            .withRetries(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2), 2))
            .withBreaker(new Breaker(1, Duration.ofMillis(1), Duration.ofMillis(2)));
    try (EndpointClient client = LlmClients.create(settings, new Listener())) {
      CompletableFuture<ChatReply> call = client.send(FakeWire.request("hello"));
      Throwable failure = catchThrowable(() -> end.accept(call));
      assertThat(failure).isNotNull();
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertSecret(trace.toString());
      assertSecret(client.report().toString());
      assertSecret(settings.toString());
    }
    assertSecret(heard.toString());
    assertThat(log.list)
        .allSatisfy(
            event -> {
              assertSecret(event.getFormattedMessage());
              assertSecret(String.valueOf(event.getThrowableProxy()));
            });
  }

  private static void assertSecret(String text) {
    assertThat(text)
        .doesNotContain("canary")
        .doesNotContain("zebra")
        .doesNotContain(URLEncoder.encode(CANARY, StandardCharsets.UTF_8));
  }

  private static boolean hasKey(RecordedRequest request) {
    return ("Bearer " + CANARY).equals(request.getHeaders().get("Authorization"));
  }

  private final class Listener implements LlmListener {
    @Override
    public void endpointDown(String reason) {
      heard.add("down: " + reason);
    }

    @Override
    public void endpointUp(Duration outage) {
      heard.add("up");
    }

    @Override
    public void repeating(String purpose, FailureKind kind, Duration wait) {
      heard.add("repeating " + purpose + " " + kind);
    }

    @Override
    public void refused(String purpose, int status, String message) {
      heard.add("refused " + purpose + " " + status + " " + message);
    }
  }
}
