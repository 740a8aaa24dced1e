// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A real HTTP server that answers as the test says. */
final class FakeEndpoint implements AutoCloseable {

  private final MockWebServer server = new MockWebServer();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

  FakeEndpoint(Function<RecordedRequest, MockResponse> answers) {
    this(0, answers);
  }

  FakeEndpoint(int port, Function<RecordedRequest, MockResponse> answers) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            return answers.apply(request);
          }
        });
    try {
      server.start(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns an endpoint that always says the same. */
  static FakeEndpoint saying(MockResponse response) {
    return new FakeEndpoint(request -> response);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getPort() + "/v1";
  }

  int port() {
    return server.getPort();
  }

  List<RecordedRequest> requests() {
    return requests;
  }

  JsonNode body(int position) {
    return body(requests.get(position));
  }

  static JsonNode body(RecordedRequest request) {
    try {
      return Json.MAPPER.readTree(request.getBody().utf8());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MockResponse status(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  static MockResponse json(String body) {
    return status(200, body);
  }

  static MockResponse reply(String text) {
    return json(completion(text));
  }

  static String completion(String text) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ObjectNode choice = json.putArray("choices").addObject();
    choice.put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", text);
    json.putObject("usage").put("prompt_tokens", 100).put("completion_tokens", 10);
    return json.toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
