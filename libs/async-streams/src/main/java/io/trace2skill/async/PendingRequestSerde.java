// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
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
    byte[] request = requests.serializer().serialize(topic, pending.request());
    return ByteBuffer.allocate(HEADER_BYTES + request.length)
        .put(VERSION)
        .putLong(pending.acceptedAtMs())
        .put(request)
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
    byte[] request = new byte[buffer.remaining()];
    buffer.get(request);
    return new PendingRequest<>(acceptedAtMs, requests.deserializer().deserialize(topic, request));
  }
}
