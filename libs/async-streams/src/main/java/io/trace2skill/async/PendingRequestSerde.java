// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * One byte of version, eight of the time of acceptance, then the request as its serde writes it.
 */
final class PendingRequestSerde<Q> implements Serde<PendingRequest<Q>> {

  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + Long.BYTES;

  private final Serde<Q> requests;

  PendingRequestSerde(Serde<Q> requests) {
    this.requests = requests;
  }

  @Override
  public Serializer<PendingRequest<Q>> serializer() {
    return this::write;
  }

  @Override
  public Deserializer<PendingRequest<Q>> deserializer() {
    return this::read;
  }

  private byte @Nullable [] write(String topic, @Nullable PendingRequest<Q> pending) {
    if (pending == null) {
      return null;
    }
    byte[] bytes = withHeadroom(requests.serializer(), topic, pending.request());
    ByteBuffer.wrap(bytes).put(VERSION).putLong(pending.acceptedAtMs());
    return bytes;
  }

  private static <Q> byte[] withHeadroom(Serializer<Q> serializer, String topic, Q request) {
    if (serializer instanceof HeadroomSerializer<Q> leavesRoom) {
      return leavesRoom.serialize(topic, request, HEADER_BYTES);
    }
    byte[] bytes = serializer.serialize(topic, request);
    return ByteBuffer.allocate(HEADER_BYTES + bytes.length)
        .position(HEADER_BYTES)
        .put(bytes)
        .array();
  }

  private @Nullable PendingRequest<Q> read(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER_BYTES || buffer.get() != VERSION) {
      throw new SerializationException(
          "a pending request in " + topic + " was written by another version of this library");
    }
    long acceptedAtMs = buffer.getLong();
    Q request = requests.deserializer().deserialize(topic, new RecordHeaders(), buffer);
    return new PendingRequest<>(acceptedAtMs, request);
  }
}
