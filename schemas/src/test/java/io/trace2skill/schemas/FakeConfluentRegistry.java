// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** As much of Confluent's REST API as clients of this project's kind use, over real HTTP. */
final class FakeConfluentRegistry implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final MockWebServer server = new MockWebServer();
  private final List<Schema> ids = new ArrayList<>();
  private final Map<String, List<Schema>> subjects = new HashMap<>();

  /** Asked first; what it returns is the answer unless it is null. */
  volatile Function<RecordedRequest, MockResponse> fault = request -> null;

  FakeConfluentRegistry() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            MockResponse failure = fault.apply(request);
            return failure == null ? answer(request) : failure;
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    String url = server.url("/").toString();
    return url.substring(0, url.length() - 1);
  }

  static MockResponse error(int status, int code, String message) {
    return json(status, "{\"error_code\": %d, \"message\": \"%s\"}".formatted(code, message));
  }

  @Override
  public void close() {
    server.close();
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    List<String> path = request.getUrl().pathSegments();
    if (path.size() == 3 && path.get(0).equals("schemas") && path.get(1).equals("ids")) {
      int id = Integer.parseInt(path.get(2));
      return id >= 1 && id <= ids.size()
          ? json(
              200, MAPPER.createObjectNode().put("schema", ids.get(id - 1).toString()).toString())
          : error(404, 40403, "Schema not found");
    }
    if (path.get(0).equals("compatibility")) {
      return json(
          200, "{\"is_compatible\": %s}".formatted(isCompatible(path.get(2), posted(request))));
    }
    String subject = path.get(1);
    List<Schema> versions = subjects.getOrDefault(subject, List.of());
    if (path.size() == 2) {
      return lookUp(versions, posted(request));
    }
    if (request.getMethod().equals("GET")) {
      return versions.isEmpty()
          ? error(404, 40401, "Subject not found")
          : json(200, version(subject, versions));
    }
    return register(subject, posted(request));
  }

  private MockResponse lookUp(List<Schema> versions, Schema schema) {
    if (versions.isEmpty()) {
      return error(404, 40401, "Subject not found");
    }
    return versions.contains(schema)
        ? json(200, "{\"id\": %d}".formatted(ids.indexOf(schema) + 1))
        : error(404, 40403, "Schema not found");
  }

  private MockResponse register(String subject, Schema schema) {
    if (!isCompatible(subject, schema)) {
      return error(409, 409, "Schema being registered is incompatible with an earlier schema");
    }
    if (!ids.contains(schema)) {
      ids.add(schema);
    }
    List<Schema> versions = subjects.computeIfAbsent(subject, s -> new ArrayList<>());
    if (!versions.contains(schema)) {
      versions.add(schema);
    }
    return json(200, "{\"id\": %d}".formatted(ids.indexOf(schema) + 1));
  }

  private boolean isCompatible(String subject, Schema schema) {
    return subjects.getOrDefault(subject, List.of()).stream()
        .allMatch(earlier -> reads(schema, earlier) && reads(earlier, schema));
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private String version(String subject, List<Schema> versions) {
    Schema latest = versions.get(versions.size() - 1);
    return MAPPER
        .createObjectNode()
        .put("subject", subject)
        .put("version", versions.size())
        .put("id", ids.indexOf(latest) + 1)
        .put("schema", latest.toString())
        .toString();
  }

  private static Schema posted(RecordedRequest request) {
    try {
      JsonNode body = MAPPER.readTree(request.getBody().toByteArray());
      return new Schema.Parser().parse(body.get("schema").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
        .body(body)
        .build();
  }
}
