// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Sends each request once. Nothing is repeated behind the back of limits and budget, except that a
 * structured output that the endpoint does not offer is asked for in lesser ways, once per model.
 * Thread-safe.
 */
final class HttpChatClient implements ChatClient {

  /** Shorter than common servers keep idle connections, so that none is used that just went. */
  private static final Duration KEEP_IDLE = Duration.ofSeconds(4);

  private final OkHttpClient http;
  private final ExecutorService threads = CallThreads.forCalls();
  private final Request template;
  private final RequestWriter writer = new RequestWriter();
  private final ReplyReading replies;
  private final Failures failures;
  private final Timekeeper time;
  private final int maxReplyBytes;
  private final Map<String, StructuredOutput> offered = new ConcurrentHashMap<>();

  HttpChatClient(LlmSettings settings, Timekeeper time) {
    this.time = time;
    this.maxReplyBytes = settings.maxReplyBytes();
    this.failures = new Failures(new Scrubber(settings.apiKey()));
    this.replies = new ReplyReading(failures);
    this.template = template(settings);
    this.http = http(settings, threads);
  }

  private static OkHttpClient http(LlmSettings settings, ExecutorService threads) {
    int inFlight = settings.limits().inFlight();
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(inFlight);
    dispatcher.setMaxRequestsPerHost(inFlight);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(inFlight, KEEP_IDLE.toMillis(), TimeUnit.MILLISECONDS))
        .connectTimeout(settings.timeouts().connect())
        .callTimeout(settings.timeouts().call())
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .retryOnConnectionFailure(false)
        // The key goes to the configured host alone.
        .followRedirects(false)
        .followSslRedirects(false)
        .build();
  }

  private static Request template(LlmSettings settings) {
    HttpUrl base = HttpUrl.get(settings.baseUrl());
    HttpUrl.Builder url = base.newBuilder();
    int last = base.pathSize() - 1;
    if (base.pathSegments().get(last).isEmpty()) {
      url.removePathSegment(last);
    }
    Request.Builder request =
        new Request.Builder().url(url.addPathSegments("chat/completions").build());
    settings.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key.reveal()));
    return request.header("Accept", "application/json").build();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the extra body parameters are no JSON object
   */
  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    writer.extra(request.settings());
    HttpExchange exchange = new HttpExchange(this, request);
    exchange.start();
    return exchange.reply();
  }

  /** Cancels what runs; its futures fail soon. */
  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
    threads.shutdown();
  }

  /**
   * Closes the connections that no request uses. Where one broke the others are probably broken as
   * well, and each would cost an attempt, or a probe, to find that out.
   */
  void distrustIdleConnections() {
    http.connectionPool().evictAll();
  }

  /** Returns how many requests hold a connection now. */
  int running() {
    return http.dispatcher().runningCallsCount();
  }

  Call newCall(JsonBody body) {
    return http.newCall(template.newBuilder().post(body).build());
  }

  JsonBody body(ChatRequest request, StructuredOutput way) {
    return new JsonBody(request, way, writer);
  }

  StructuredOutput bestOffered(ChatRequest request) {
    return request.shape().isEmpty()
        ? StructuredOutput.NONE
        : offered.getOrDefault(request.settings().model(), StructuredOutput.SCHEMA);
  }

  void remember(ChatRequest request, StructuredOutput way) {
    if (request.shape().isPresent()) {
      offered.put(request.settings().model(), way);
    }
  }

  ReplyReading replies() {
    return replies;
  }

  Failures failures() {
    return failures;
  }

  Timekeeper time() {
    return time;
  }

  int maxReplyBytes() {
    return maxReplyBytes;
  }
}
