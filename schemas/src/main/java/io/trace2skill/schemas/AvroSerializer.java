// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Thread-safe: writers and buffers live for one call. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  private final Schema schema;
  private final SchemaRegistry registry;
  private final Map<String, Integer> idsByTopic = new ConcurrentHashMap<>();

  AvroSerializer(Schema schema, SchemaRegistry registry) {
    this.schema = schema;
    this.registry = registry;
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T record) {
    if (record == null) {
      return null;
    }
    int id = id(topic);
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.write(AvroSerde.MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<T>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "cannot encode a " + schema.getName() + " for topic " + topic + ": " + e.getMessage(), e);
    }
    return out.toByteArray();
  }

  /** Asked outside the map, so that one slow question does not hold up others. */
  private int id(String topic) {
    Integer known = idsByTopic.get(topic);
    if (known != null) {
      return known;
    }
    int asked = registry.register(registry.naming().subject(topic, schema), schema);
    idsByTopic.put(topic, asked);
    return asked;
  }
}
