// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A registry for one process at a time whose ids outlive it: line {@code n} of the file is the
 * schema with the id {@code n}. Records in a broker that is kept need their ids kept as well.
 * Thread-safe by its lock.
 */
final class FileSchemaRegistry implements SchemaRegistry {

  private final Path file;
  private final InMemorySchemaRegistry loaded = new InMemorySchemaRegistry();
  private int stored;

  FileSchemaRegistry(Path file) {
    this.file = file;
    for (String line : lines(file)) {
      stored = loaded.register("", parse(line));
    }
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    int id = loaded.register(subject, schema);
    if (id > stored) {
      append(schema);
      stored = id;
    }
    return id;
  }

  @Override
  public synchronized Schema byId(int id) {
    return loaded.byId(id);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
    } catch (IOException e) {
      throw new SchemaRegistryException("cannot read the schema registry " + file, e);
    }
  }

  private Schema parse(String line) {
    try {
      return new Schema.Parser().parse(line);
    } catch (RuntimeException e) {
      throw new SchemaRegistryException(
          "the schema registry " + file + " is damaged; its data directory cannot be read", e);
    }
  }

  /** Synchronous, because a record with this id may be durable right after. */
  private void append(Schema schema) {
    try {
      Files.writeString(
          file,
          schema.toString() + "\n",
          UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new SchemaRegistryException("cannot write the schema registry " + file, e);
    }
  }
}
