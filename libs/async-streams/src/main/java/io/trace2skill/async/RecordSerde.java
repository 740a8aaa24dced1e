// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keeps a whole record as one request: key, value (each may be null), timestamp and headers. */
final class RecordSerde<K, V> implements Serde<Record<K, V>> {

  private static final int NULL = -1;

  private final Serde<K> keys;
  private final Serde<V> values;

  RecordSerde(Serde<K> keys, Serde<V> values) {
    this.keys = keys;
    this.values = values;
  }

  @Override
  public Serializer<Record<K, V>> serializer() {
    return this::write;
  }

  @Override
  public Deserializer<Record<K, V>> deserializer() {
    return this::read;
  }

  private byte[] write(String topic, Record<K, V> record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(record.timestamp());
      Header[] headers = record.headers().toArray();
      out.writeInt(headers.length);
      for (Header header : headers) {
        out.writeUTF(header.key());
        writeBytes(out, header.value());
      }
      writeBytes(out, keys.serializer().serialize(topic, record.key()));
      writeBytes(out, values.serializer().serialize(topic, record.value()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private Record<K, V> read(String topic, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long timestamp = in.readLong();
      Headers headers = new RecordHeaders();
      for (int left = in.readInt(); left > 0; left--) {
        headers.add(in.readUTF(), readBytes(in));
      }
      K key = keys.deserializer().deserialize(topic, readBytes(in));
      V value = values.deserializer().deserialize(topic, readBytes(in));
      return new Record<>(key, value, timestamp, headers);
    } catch (IOException e) {
      throw new SerializationException("a pending record in " + topic + " is damaged", e);
    }
  }

  private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? NULL : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NULL ? null : in.readNBytes(length);
  }
}
