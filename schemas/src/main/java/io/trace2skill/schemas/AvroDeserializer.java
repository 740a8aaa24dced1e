// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Thread-safe: readers live for one call, only writers' schemas are kept. */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  private final Schema readerSchema;
  private final SchemaRegistry registry;
  private final Map<Integer, Schema> writerSchemas = new ConcurrentHashMap<>();

  AvroDeserializer(Schema readerSchema, SchemaRegistry registry) {
    this.readerSchema = readerSchema;
    this.registry = registry;
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (bytes.length < AvroSerde.HEADER_BYTES || bytes[0] != AvroSerde.MAGIC) {
      throw new SerializationException(
          "a record of topic "
              + topic
              + " is not in the Confluent wire format (a zero byte and a four-byte schema id)");
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    try {
      Schema writerSchema = writerSchema(id);
      BoundedDecoder decoder = new BoundedDecoder(bytes, AvroSerde.HEADER_BYTES);
      T record = new SpecificDatumReader<T>(writerSchema, readerSchema).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new SerializationException("bytes are left after the record");
      }
      return record;
    } catch (SchemaRegistryUnavailableException e) {
      throw e; // says nothing about the record
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "cannot decode a "
              + readerSchema.getName()
              + " of topic "
              + topic
              + ", writer's schema "
              + id
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Asked outside the map, so that one slow question does not hold up others. */
  private Schema writerSchema(int id) {
    Schema known = writerSchemas.get(id);
    if (known != null) {
      return known;
    }
    Schema asked = registry.byId(id);
    writerSchemas.put(id, asked);
    return asked;
  }
}
