// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a whole record as one request: timestamp, headers, key and value (each of the last two may
 * be null). The value comes last and may be large, so it is copied only once.
 */
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
    return new RecordSerializer();
  }

  @Override
  public Deserializer<Record<K, V>> deserializer() {
    return new RecordDeserializer();
  }

  private final class RecordSerializer implements HeadroomSerializer<Record<K, V>> {

    @Override
    public byte[] serialize(String topic, Record<K, V> record) {
      return serialize(topic, record, 0);
    }

    @Override
    public byte[] serialize(String topic, Record<K, V> record, int headroom) {
      byte[] beforeValue = beforeValue(topic, record);
      byte[] value = values.serializer().serialize(topic, record.value());
      int valueBytes = value == null ? 0 : value.length;
      ByteBuffer buffer =
          ByteBuffer.allocate(headroom + beforeValue.length + Integer.BYTES + valueBytes)
              .position(headroom)
              .put(beforeValue);
      if (value == null) {
        buffer.putInt(NULL);
      } else {
        buffer.putInt(valueBytes).put(value);
      }
      return buffer.array();
    }

    private byte[] beforeValue(String topic, Record<K, V> record) {
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
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return bytes.toByteArray();
    }

    private void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
      out.writeInt(bytes == null ? NULL : bytes.length);
      if (bytes != null) {
        out.write(bytes);
      }
    }
  }

  private final class RecordDeserializer implements Deserializer<Record<K, V>> {

    @Override
    public Record<K, V> deserialize(String topic, byte[] bytes) {
      return deserialize(topic, new RecordHeaders(), ByteBuffer.wrap(bytes));
    }

    /** Reads what remains of a buffer that has an array, without a copy of the whole. */
    @Override
    public Record<K, V> deserialize(String topic, Headers unused, ByteBuffer buffer) {
      int start = buffer.arrayOffset() + buffer.position();
      ByteArrayInputStream bytes =
          new ByteArrayInputStream(buffer.array(), start, buffer.remaining());
      try (DataInputStream in = new DataInputStream(bytes)) {
        long timestamp = in.readLong();
        Headers headers = new RecordHeaders();
        for (int left = in.readInt(); left > 0; left--) {
          headers.add(in.readUTF(), readBytes(in));
        }
        K key = keys.deserializer().deserialize(topic, readBytes(in));
        V value = readValue(topic, in, buffer);
        return new Record<>(key, value, timestamp, headers);
      } catch (IOException e) {
        throw new SerializationException("a pending record in " + topic + " is damaged", e);
      }
    }

    private V readValue(String topic, DataInputStream in, ByteBuffer buffer) throws IOException {
      int length = length(in);
      if (length == NULL) {
        return values.deserializer().deserialize(topic, null);
      }
      ByteBuffer value = buffer.duplicate().position(buffer.limit() - in.available());
      // Without the record's headers, because the value was written without them.
      return values
          .deserializer()
          .deserialize(topic, new RecordHeaders(), value.limit(value.position() + length));
    }

    private byte @Nullable [] readBytes(DataInputStream in) throws IOException {
      int length = length(in);
      return length == NULL ? null : in.readNBytes(length);
    }

    private int length(DataInputStream in) throws IOException {
      int length = in.readInt();
      if (length < NULL || length > in.available()) {
        throw new IOException(length + " bytes announced, " + in.available() + " left");
      }
      return length;
    }
  }
}
