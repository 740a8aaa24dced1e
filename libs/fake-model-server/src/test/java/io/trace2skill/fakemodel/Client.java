// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** Asks a server as any client would. */
final class Client {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;

  Client(FakeModelServer server) {
    this.address = URI.create(server.baseUrl() + "/chat/completions");
  }

  static String body(String system, String user) {
    ObjectNode root = MAPPER.createObjectNode().put("model", "m");
    var messages = root.putArray("messages");
    messages.addObject().put("role", "system").put("content", system);
    messages.addObject().put("role", "user").put("content", user);
    return root.toString();
  }

  CompletableFuture<HttpResponse<String>> start(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer secret")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> ask(String body) {
    return start(body).join();
  }

  /** Returns the message of the first choice. */
  static String text(HttpResponse<String> response) {
    return choice(response).path("message").path("content").asText();
  }

  static JsonNode choice(HttpResponse<String> response) {
    try {
      return MAPPER.readTree(response.body()).path("choices").path(0);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }
}
