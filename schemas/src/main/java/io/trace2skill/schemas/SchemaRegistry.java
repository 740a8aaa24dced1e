// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.net.URI;
import java.nio.file.Path;
import org.apache.avro.Schema;

/**
 * Gives schemas the ids that stand for them on the wire. Thread-safe. The same schema has the same
 * id under every subject.
 */
public interface SchemaRegistry {

  /**
   * Returns the id of the schema, registered under the subject if it was not yet.
   *
   * @param subject what evolves together, by default {@code <topic>-value}
   * @param schema the writer's schema
   * @throws SchemaRegistryException when the registry cannot be used or refuses the schema
   */
  int register(String subject, Schema schema);

  /**
   * Returns the schema of that id.
   *
   * @throws SchemaRegistryException when the registry cannot be used or has no such id
   */
  Schema byId(int id);

  /**
   * Opens the registry that a URL names: {@code mock://NAME}, which lives in this object and is
   * gone with it, or {@code file:///PATH}, which keeps its ids in that file.
   *
   * @throws SchemaRegistryException when the URL names no kind of registry that exists, or the file
   *     cannot be read
   */
  static SchemaRegistry open(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme();
    return switch (scheme) {
      case "mock" -> new InMemorySchemaRegistry();
      case "file" -> new FileSchemaRegistry(Path.of(url));
      default ->
          throw new SchemaRegistryException(
              "no schema registry of kind '" + scheme + "'; use mock:// or file:///PATH");
    };
  }
}
