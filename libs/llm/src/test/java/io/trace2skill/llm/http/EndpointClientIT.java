// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trace2skill.llm.ChatReply;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

/** The whole client against a real server, with many requests. */
class EndpointClientIT {

  private static final SocketEffect RESET = new SocketEffect.CloseSocket(true, true, true);

  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Test
  void everyCallIsAnsweredByAnEndpointWithFaultsOfEveryKind() {
    ConcurrentMap<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    Set<String> answered = ConcurrentHashMap.newKeySet();
    try (FakeEndpoint endpoint = new FakeEndpoint(request -> faulty(request, attempts, answered));
        EndpointClient client = client(endpoint.baseUrl())) {
      List<CompletableFuture<ChatReply>> calls = send(client, 1_000);
      allOf(calls).orTimeout(60, TimeUnit.SECONDS).join();
      for (int i = 0; i < calls.size(); i++) {
        assertThat(calls.get(i).join().text()).isEqualTo("re: call " + i);
      }
      assertThat(answered).hasSize(1_000);
      UsageReport.Line line = client.report().lines().get(0);
      assertThat(line.requests()).isEqualTo(endpoint.requests().size());
      assertThat(line.answered()).isEqualTo(1_000);
      assertThat(line.failed()).isGreaterThan(50).isEqualTo(line.requests() - 1_000);
      assertThat(client.report().repeats().values().stream().mapToLong(n -> n).sum())
          .isEqualTo(line.failed());
      long billed = calls.stream().mapToLong(call -> call.join().usage().calls()).sum();
      assertThat(client.report().total().calls()).isEqualTo(billed);
    }
  }

  private static MockResponse faulty(
      RecordedRequest request,
      ConcurrentMap<String, AtomicInteger> attempts,
      Set<String> answered) {
    String text = FakeEndpoint.body(request).at("/messages/0/content").asText();
    int attempt = attempts.computeIfAbsent(text, key -> new AtomicInteger()).incrementAndGet();
    // Drawn from the text and the attempt, so that every run meets the same faults.
    int draw = new SplittableRandom((text + " " + attempt).hashCode()).nextInt(100);
    if (draw < 5) {
      return new MockResponse.Builder().code(429).addHeader("Retry-After", "0").build();
    } else if (draw < 10) {
      return FakeEndpoint.status(500, "{\"error\": {\"message\": \"internal\"}}");
    } else if (draw < 12) {
      return new MockResponse.Builder().onResponseStart(RESET).build();
    }
    MockResponse reply = FakeEndpoint.reply("re: " + text);
    if (draw < 14) {
      return reply.newBuilder().onResponseBody(RESET).build();
    } else if (draw < 16) {
      return FakeEndpoint.reply("");
    }
    answered.add(text);
    return reply;
  }

  @Test
  void pausesWhileTheServerIsDownAndGoesOnWhenItIsBack() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    FakeEndpoint first =
        new FakeEndpoint(freePort(), request -> firstHundred(requests.incrementAndGet()));
    try (EndpointClient client = client(first.baseUrl())) {
      List<CompletableFuture<ChatReply>> calls = send(client, 400);
      await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 100);
      first.close();
      await().until(() -> heard.stream().anyMatch(event -> event.startsWith("down")));
      List<CompletableFuture<ChatReply>> more = send(client, 100);
      try (FakeEndpoint second =
          new FakeEndpoint(first.port(), request -> FakeEndpoint.reply("second"))) {
        allOf(calls).orTimeout(60, TimeUnit.SECONDS).join();
        allOf(more).orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(texts(calls)).containsOnly("first", "second");
        assertThat(texts(more)).containsOnly("second");
        assertThat(second.requests()).isNotEmpty();
      }
      assertThat(heard).last().asString().startsWith("up");
    }
  }

  @Test
  void aThousandCallsAreInFlightAtOnce() {
    AtomicInteger inside = new AtomicInteger();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    try (FakeEndpoint endpoint =
            new FakeEndpoint(
                request -> {
                  inside.incrementAndGet();
                  gate.orTimeout(60, TimeUnit.SECONDS).join();
                  return FakeEndpoint.reply("hi");
                });
        EndpointClient client =
            LlmClients.create(
                LlmSettings.of(endpoint.baseUrl()).withLimits(Limits.DEFAULT.withInFlight(1_000)),
                LlmListener.NONE)) {
      List<CompletableFuture<ChatReply>> calls = send(client, 1_200);
      await().atMost(Duration.ofSeconds(60)).until(() -> inside.get() == 1_000);
      assertThat(client.report().inFlight()).isEqualTo(1_000);
      assertThat(client.report().waiting()).isEqualTo(200);
      gate.complete(null);
      allOf(calls).orTimeout(60, TimeUnit.SECONDS).join();
      assertThat(texts(calls)).containsOnly("hi");
    }
  }

  @Test
  void closingLeavesNoThreadBehind() {
    try (FakeEndpoint endpoint =
        FakeEndpoint.saying(
            new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build())) {
      String atWork = "OkHttp http://127.0.0.1:" + endpoint.port();
      EndpointClient client = client(endpoint.baseUrl());
      List<CompletableFuture<ChatReply>> calls = send(client, 20);
      await().until(() -> endpoint.requests().size() == 20);
      client.close();
      assertThat(calls).allMatch(CompletableFuture::isCancelled);
      await()
          .untilAsserted(
              () ->
                  assertThat(Thread.getAllStackTraces().keySet())
                      .noneMatch(
                          thread ->
                              thread.getName().startsWith("llm-")
                                  || thread.getName().startsWith(atWork)));
    }
  }

  private EndpointClient client(String baseUrl) {
    LlmSettings settings =
        LlmSettings.of(baseUrl)
            .withRetries(new Retries(6, Duration.ofMillis(10), Duration.ofMillis(100), 1_000))
            .withBreaker(new Breaker(5, Duration.ofMillis(50), Duration.ofMillis(200)));
    return LlmClients.create(settings, new Listener());
  }

  /** A port that a second server may take over: the server does not allow that of a port 0. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static MockResponse firstHundred(int position) {
    return position <= 100
        ? FakeEndpoint.reply("first")
        : new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
  }

  private static List<CompletableFuture<ChatReply>> send(EndpointClient client, int calls) {
    List<CompletableFuture<ChatReply>> all = new ArrayList<>();
    IntStream.range(0, calls).forEach(i -> all.add(client.send(FakeWire.request("call " + i))));
    return all;
  }

  private static CompletableFuture<Void> allOf(List<CompletableFuture<ChatReply>> calls) {
    return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
  }

  private static Set<String> texts(List<CompletableFuture<ChatReply>> calls) {
    return calls.stream().map(call -> call.join().text()).collect(Collectors.toSet());
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
  }
}
