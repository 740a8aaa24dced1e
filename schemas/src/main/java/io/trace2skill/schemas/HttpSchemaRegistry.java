// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.schemas.RegistryCalls.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A registry with Confluent's REST API: Confluent's own, Apicurio ({@code /apis/ccompat/v7}),
 * Karapace, Redpanda. What was answered is remembered; failures never are. Thread-safe.
 */
final class HttpSchemaRegistry implements SchemaRegistry {

  private record Registration(String subject, Schema schema) {}

  private static final int NO_SUCH_SUBJECT = 40401;
  private static final int NO_SUCH_SCHEMA = 40403;

  private final RegistryCalls calls;
  private final boolean register;
  private final SubjectNaming naming;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  HttpSchemaRegistry(RegistrySettings settings) {
    this.calls = new RegistryCalls(settings);
    this.register = settings.register();
    this.naming = settings.naming();
  }

  @Override
  public SubjectNaming naming() {
    return naming;
  }

  @Override
  public int register(String subject, Schema schema) {
    Registration registration = new Registration(subject, schema);
    Integer known = ids.get(registration);
    if (known != null) {
      return known;
    }
    // Two threads may ask at once; both get the same answer, and neither waits for the other.
    int id = register ? registered(subject, schema) : found(subject, schema);
    ids.put(registration, id);
    schemas.putIfAbsent(id, schema);
    return id;
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Answer answer = calls.get("schemas", "ids", Integer.toString(id));
    if (!answer.isOk()) {
      throw refused("has no schema with the id " + id, answer);
    }
    Schema schema = parsed(answer, "the schema with the id " + id);
    schemas.put(id, schema);
    return schema;
  }

  @Override
  public Optional<String> conflict(String subject, Schema schema) {
    Optional<Schema> latest = latest(subject);
    if (latest.isEmpty()) {
      return Optional.empty();
    }
    Answer answer =
        calls.post(body(schema), "compatibility", "subjects", subject, "versions", "latest");
    if (!answer.isOk()) {
      throw refused("cannot compare with the latest schema of " + subject, answer);
    }
    return answer.body().path("is_compatible").asBoolean()
        ? Optional.empty()
        : Optional.of(SchemaDifference.between(latest.get(), schema));
  }

  @Override
  public void close() {
    calls.close();
  }

  private int registered(String subject, Schema schema) {
    Answer answer = calls.post(body(schema), "subjects", subject, "versions");
    if (answer.status() == 409) {
      throw new SchemaRegistryException(
          ("the schema registry refuses the schema of %s under %s (%s): %s. Start a version of this"
                  + " program that is compatible, or let the operator of the registry relax the"
                  + " compatibility of the subject")
              .formatted(
                  schema.getName(),
                  subject,
                  answer.message(),
                  latest(subject)
                      .map(latest -> SchemaDifference.between(latest, schema))
                      .orElse("it has no version to compare with")));
    }
    if (!answer.isOk() || !answer.body().path("id").isInt()) {
      throw refused("does not register %s under %s".formatted(schema.getName(), subject), answer);
    }
    return answer.body().path("id").asInt();
  }

  private int found(String subject, Schema schema) {
    Answer answer = calls.post(body(schema), "subjects", subject);
    if (answer.isOk() && answer.body().path("id").isInt()) {
      return answer.body().path("id").asInt();
    }
    String remedy =
        answer.errorCode() == NO_SUCH_SUBJECT || answer.errorCode() == NO_SUCH_SCHEMA
            ? "; register it first, or set %s=true".formatted(RegistrySettings.AUTO_REGISTER)
            : "";
    throw refused(
        "does not know the schema of %s under %s%s".formatted(schema.getName(), subject, remedy),
        answer);
  }

  private Optional<Schema> latest(String subject) {
    Answer answer = calls.get("subjects", subject, "versions", "latest");
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (!answer.isOk()) {
      throw refused("does not show the latest schema of " + subject, answer);
    }
    return Optional.of(parsed(answer, "the latest schema of " + subject));
  }

  private static ObjectNode body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
  }

  private static Schema parsed(Answer answer, String what) {
    String type = answer.body().path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new SchemaRegistryException(
          "%s is of type %s; only Avro is read".formatted(what, type));
    }
    try {
      return new Schema.Parser().parse(answer.body().path("schema").asText());
    } catch (RuntimeException e) {
      throw new SchemaRegistryException("the registry shows no Avro schema as " + what, e);
    }
  }

  private static SchemaRegistryException refused(String what, Answer answer) {
    String remedy =
        switch (answer.status()) {
          case 401 -> "; its credentials are missing or wrong";
          case 403 -> "; its credentials do not allow that";
          default -> "";
        };
    return new SchemaRegistryException(
        "the schema registry %s: %s%s".formatted(what, answer.message(), remedy));
  }
}
