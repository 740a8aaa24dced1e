// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro in the Confluent wire format: a zero byte, the schema's id as four bytes, big-endian, then
 * the record in Avro binary. Values are registered under the subject {@code <topic>-value}.
 * Thread-safe; null stands for null.
 *
 * @param <T> the generated record class, whose schema is the reader's
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private final AvroSerializer<T> serializer;
  private final AvroDeserializer<T> deserializer;

  private AvroSerde(Schema schema, SchemaRegistry registry) {
    this.serializer = new AvroSerializer<>(schema, registry);
    this.deserializer = new AvroDeserializer<>(schema, registry);
  }

  /**
   * Returns a serde for values.
   *
   * @param type the generated class
   * @param schema the schema of that class, its {@code getClassSchema()}
   * @param registry where writers' schemas are registered and looked up
   */
  public static <T extends SpecificRecord> AvroSerde<T> of(
      Class<T> type, Schema schema, SchemaRegistry registry) {
    if (!schema.getFullName().equals(type.getName())) {
      throw new IllegalArgumentException(schema.getFullName() + " is not the schema of " + type);
    }
    return new AvroSerde<>(schema, registry);
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }
}
