// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Gives schemas the ids that stand for them on the wire. Thread-safe. The same schema has the same
 * id under every subject.
 */
public interface SchemaRegistry extends AutoCloseable {

  /** Returns how the subjects of values are called; by topic unless a setting says otherwise. */
  default SubjectNaming naming() {
    return SubjectNaming.TOPIC;
  }

  /**
   * Returns the id of the schema, registered under the subject if it was not yet.
   *
   * @param subject what evolves together, by default {@code <topic>-value}
   * @param schema the writer's schema
   * @throws SchemaRegistryException when the registry refuses the schema
   * @throws SchemaRegistryUnavailableException when it cannot be reached
   */
  int register(String subject, Schema schema);

  /**
   * Returns the schema of that id.
   *
   * @throws SchemaRegistryException when the registry has no such id
   * @throws SchemaRegistryUnavailableException when it cannot be reached
   */
  Schema byId(int id);

  /**
   * Returns why the schema cannot follow the latest one of the subject, for a person; empty when it
   * can, when the subject is new, and when the registry keeps no subjects.
   *
   * @throws SchemaRegistryException when the registry refuses to tell
   * @throws SchemaRegistryUnavailableException when it cannot be reached
   */
  default Optional<String> conflict(String subject, Schema schema) {
    return Optional.empty();
  }

  /** Releases what the registry holds. */
  @Override
  default void close() {}

  /**
   * Opens a registry that asks for no credentials; see {@link #open(String, Map)}.
   *
   * @throws SchemaRegistryException when the URL names no kind of registry that exists, or the file
   *     cannot be read
   */
  static SchemaRegistry open(URI url) {
    return open(url.toString(), Map.of());
  }

  /**
   * Opens the registry that URLs name: {@code mock://NAME}, which lives in this object and is gone
   * with it; {@code file:///PATH}, which keeps its ids in that file; {@code http://} or {@code
   * https://}, which speaks Confluent's REST API. Nothing is asked yet.
   *
   * @param urls one URL, or several of one registry over HTTP with commas between
   * @param properties of the HTTP client, by Confluent's names without {@code schema.registry.}:
   *     {@code auto.register.schemas}, {@code basic.auth.credentials.source}, {@code
   *     basic.auth.user.info}, {@code bearer.auth.token}, {@code value.subject.name.strategy},
   *     {@code ssl.truststore.location} and so on
   * @throws SchemaRegistryException when a URL names no kind of registry that exists, a setting is
   *     wrong, or the file cannot be read
   */
  static SchemaRegistry open(String urls, Map<String, String> properties) {
    try {
      List<URI> addresses =
          Arrays.stream(urls.split(",")).map(String::strip).map(URI::create).toList();
      String scheme = addresses.get(0).getScheme() == null ? "" : addresses.get(0).getScheme();
      return switch (scheme) {
        case "mock" -> new InMemorySchemaRegistry();
        case "file" -> new FileSchemaRegistry(Path.of(addresses.get(0)));
        case "http", "https" -> new HttpSchemaRegistry(RegistrySettings.of(addresses, properties));
        default ->
            throw new SchemaRegistryException(
                "no schema registry of kind '%s'; use http://, https://, file:///PATH or mock://"
                    .formatted(scheme));
      };
    } catch (IllegalArgumentException e) {
      throw new SchemaRegistryException(
          "the schema registry cannot be opened: " + e.getMessage(), e);
    }
  }
}
