// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * A registry in a file, whose ids outlive the processes of one machine that share it: line {@code
 * n} is the schema with the id {@code n}, and lines are only ever added. Records in a broker that
 * is kept need their ids kept as well. Thread-safe by its lock, and safe between processes by a
 * lock on the file; what others added is read when it is needed.
 */
final class FileSchemaRegistry implements SchemaRegistry {

  /** Locks of a file are the process's, so its own registries take turns by this. */
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path file;
  private final Map<Integer, Schema> byId = new HashMap<>();
  private final Map<Schema, Integer> ids = new HashMap<>();
  private long read;

  FileSchemaRegistry(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      refresh();
    }
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    Integer known = ids.get(schema);
    return known == null ? add(schema) : known;
  }

  @Override
  public synchronized Schema byId(int id) {
    if (!byId.containsKey(id) && Files.exists(file)) {
      refresh();
    }
    Schema schema = byId.get(id);
    if (schema == null) {
      throw new SchemaRegistryException("no schema has the id " + id);
    }
    return schema;
  }

  /** Reads what was added, by whomever, since it was last looked at. */
  private void refresh() {
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        FileLock unused = channel.lock(0, Long.MAX_VALUE, true);
        readOn(channel);
      } catch (IOException e) {
        throw new SchemaRegistryException("cannot read the schema registry " + file, e);
      }
    }
  }

  /** Synchronous, because a record with this id may be durable right after. */
  private int add(Schema schema) {
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DSYNC)) {
        FileLock unused = channel.lock();
        readOn(channel);
        if (!ids.containsKey(schema)) {
          append(schema, channel);
        }
        return requireNonNull(ids.get(schema));
      } catch (IOException e) {
        throw new SchemaRegistryException("cannot write the schema registry " + file, e);
      }
    }
  }

  /** What follows the last whole line is of a process that was killed: nobody has its id. */
  private void append(Schema schema, FileChannel channel) throws IOException {
    channel.truncate(read);
    ByteBuffer line = ByteBuffer.wrap((schema + "\n").getBytes(UTF_8));
    while (line.hasRemaining()) {
      channel.write(line, read + line.position());
    }
    read += line.limit();
    remember(schema);
  }

  private void readOn(FileChannel channel) throws IOException {
    if (channel.size() < read) {
      throw new SchemaRegistryException(
          "the schema registry " + file + " has lost lines that were read from it");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - read));
    int end = 0;
    while (bytes.hasRemaining() && end >= 0) {
      end = channel.read(bytes, read + bytes.position());
    }
    String text = new String(bytes.array(), 0, wholeLines(bytes), UTF_8);
    text.lines().forEach(line -> remember(parse(line)));
    read += text.getBytes(UTF_8).length;
  }

  private static int wholeLines(ByteBuffer bytes) {
    int length = bytes.position();
    while (length > 0 && bytes.get(length - 1) != '\n') {
      length--;
    }
    return length;
  }

  private void remember(Schema schema) {
    int id = byId.size() + 1;
    byId.put(id, schema);
    ids.putIfAbsent(schema, id);
  }

  private Schema parse(String line) {
    try {
      return new Schema.Parser().parse(line);
    } catch (RuntimeException e) {
      throw new SchemaRegistryException(
          "the schema registry " + file + " is damaged; its data directory cannot be read", e);
    }
  }
}
