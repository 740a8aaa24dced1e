// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.service.config.ListenAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OperationsServerTest {

  private static final ListenAddress ANY = new ListenAddress("127.0.0.1", 0);

  private final Metrics metrics = new Metrics();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile List<String> missing = List.of();
  private OperationsServer server;

  @BeforeEach
  void start() throws IOException {
    server = OperationsServer.start(ANY, () -> missing, metrics);
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  @Test
  void aProcessThatWaitsIsLiveAndNotReadyAndSaysWhy() throws Exception {
    missing = List.of("the brokers do not answer", "the key is refused");
    assertThat(get("/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("the brokers do not answer\nthe key is refused\n");

    missing = List.of();
    assertThat(get("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void numbersAreServedAsPrometheusReadsThem() throws Exception {
    metrics.register(List.of(Measure.counter("some.calls", () -> 7, "Calls so far")));
    HttpResponse<String> page = get("/metrics");
    assertThat(page.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(page.body())
        .contains("# HELP some_calls_total Calls so far")
        .contains("some_calls_total 7.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/live/x").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri("/ready"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    HttpResponse<String> refused = client.send(post, HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void anAddressThatIsTakenIsNamed() {
    assertThatThrownBy(() -> OperationsServer.start(server.address(), () -> missing, metrics))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(server.address().toString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://" + server.address() + path);
  }
}
