// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a registry over HTTP. An address that fails is left for the next one, and all of
 * them are tried again with growing pauses until patience ends. Thread-safe.
 */
final class RegistryCalls implements AutoCloseable {

  /** The registry's answer; {@code status} is its HTTP status, 4xx included. */
  record Answer(int status, JsonNode body) {

    boolean isOk() {
      return status / 100 == 2;
    }

    /** Returns Confluent's error code, which is more exact than the status; 0 for none. */
    int errorCode() {
      return body.path("error_code").asInt();
    }

    String message() {
      return body.path("message").asText("HTTP status " + status);
    }
  }

  private static final MediaType JSON = MediaType.get("application/vnd.schemaregistry.v1+json");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RegistrySettings settings;
  private final OkHttpClient client;
  private final List<HttpUrl> urls;
  private final AtomicInteger preferred = new AtomicInteger();

  RegistryCalls(RegistrySettings settings) {
    this.settings = settings;
    this.urls = settings.urls().stream().map(RegistryCalls::address).toList();
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder().callTimeout(settings.timeout()).followRedirects(true);
    settings.tls().ifPresent(tls -> builder.sslSocketFactory(tls.sockets(), tls.trust()));
    this.client = builder.build();
  }

  Answer get(String... path) {
    return ask(null, path);
  }

  Answer post(JsonNode body, String... path) {
    return ask(body, path);
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /**
   * @throws SchemaRegistryUnavailableException when no address gave an answer in time
   */
  private Answer ask(@Nullable JsonNode body, String... path) {
    RetryPolicy<Answer> untilPatienceEnds =
        RetryPolicy.<Answer>builder()
            .handle(IOException.class)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withJitter(0.2)
            .withMaxRetries(-1)
            .withMaxDuration(settings.patience())
            .build();
    try {
      return Failsafe.with(untilPatienceEnds).get(() -> askEach(body, path));
    } catch (FailsafeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SchemaRegistryUnavailableException(
          "the schema registry %s gave no answer to /%s within %d ms: %s"
              .formatted(
                  urls, String.join("/", path), settings.patience().toMillis(), cause.getMessage()),
          cause);
    }
  }

  private Answer askEach(@Nullable JsonNode body, String... path) throws IOException {
    int first = preferred.get();
    IOException failure = new IOException("there is no address");
    for (int i = 0; i < urls.size(); i++) {
      int index = Math.floorMod(first + i, urls.size());
      try {
        Answer answer = askOne(urls.get(index), body, path);
        preferred.set(index);
        return answer;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private Answer askOne(HttpUrl url, @Nullable JsonNode body, String... path) throws IOException {
    HttpUrl.Builder address = url.newBuilder();
    for (String segment : path) {
      address.addPathSegment(segment);
    }
    Request.Builder request =
        new Request.Builder().url(address.build()).header("Accept", JSON + ", application/json");
    settings.auth().header().ifPresent(value -> request.header("Authorization", value));
    if (body != null) {
      request.post(RequestBody.create(body.toString(), JSON));
    }
    try (Response response = client.newCall(request.build()).execute()) {
      int status = response.code();
      if (status >= 500 || status == 429 || status == 408) {
        throw new IOException(url + " answered with HTTP status " + status);
      }
      return new Answer(status, json(response.body().string()));
    }
  }

  /** Whatever stands between us and the registry may answer in HTML. */
  private static JsonNode json(String text) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Credentials in an address are for {@link RegistrySettings}, not for messages. */
  private static HttpUrl address(URI uri) {
    HttpUrl url = HttpUrl.get(uri);
    if (url == null) {
      throw new IllegalArgumentException(
          "'%s://%s' is no address of a schema registry".formatted(uri.getScheme(), uri.getHost()));
    }
    HttpUrl.Builder bare = url.newBuilder().username("").password("").query(null).fragment(null);
    return bare.build();
  }
}
