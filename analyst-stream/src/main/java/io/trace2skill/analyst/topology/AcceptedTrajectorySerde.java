// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.analyst.topology.AcceptedTrajectory.Summary;
import io.trace2skill.avro.OutcomeStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The form in the pending store: a version, the summary, and the record's bytes at the end. Private
 * to this application, so no schema registry is needed to restore it.
 */
final class AcceptedTrajectorySerde implements Serde<AcceptedTrajectory> {

  private static final int VERSION = 1;

  @Override
  public Serializer<AcceptedTrajectory> serializer() {
    return (topic, accepted) -> accepted == null ? null : write(accepted);
  }

  @Override
  public Deserializer<AcceptedTrajectory> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(bytes);
  }

  private static byte[] write(AcceptedTrajectory accepted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(accepted.value().length + 256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Summary summary = accepted.summary();
      out.writeByte(VERSION);
      out.writeUTF(summary.trajectoryId());
      out.writeUTF(summary.skill());
      out.writeLong(summary.eventTime());
      out.writeUTF(summary.outcome().name());
      out.writeUTF(summary.origin());
      writeBytes(out, accepted.key());
      writeBytes(out, accepted.value());
    } catch (IOException e) {
      throw new SerializationException("cannot keep an accepted trajectory", e);
    }
    return bytes.toByteArray();
  }

  private static AcceptedTrajectory read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new SerializationException(
            "a pending trajectory was kept by another version of this program: " + version);
      }
      Summary summary =
          new Summary(
              in.readUTF(),
              in.readUTF(),
              in.readLong(),
              OutcomeStatus.valueOf(in.readUTF()),
              in.readUTF());
      byte[] key = readBytes(in);
      byte[] value = readBytes(in);
      return new AcceptedTrajectory(summary, key, value == null ? new byte[0] : value);
    } catch (IOException e) {
      throw new SerializationException("a pending trajectory is damaged", e);
    }
  }

  private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }
}
