// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import io.trace2skill.avro.Trajectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Size and fingerprint of a trajectory's record, measured without keeping its bytes.
 *
 * @param bytes length of the Avro form
 * @param fingerprint first eight bytes of its SHA-256
 */
record EncodedForm(long bytes, long fingerprint) {

  static EncodedForm of(Trajectory trajectory) {
    Meter meter = new Meter();
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(meter, null);
      new SpecificDatumWriter<>(Trajectory.class).write(trajectory, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a record in memory cannot be measured", e);
    }
    return new EncodedForm(meter.bytes, ByteBuffer.wrap(meter.digest.digest()).getLong());
  }

  private static final class Meter extends OutputStream {

    private final MessageDigest digest = Identities.sha256();
    private long bytes;

    @Override
    public void write(int b) {
      digest.update((byte) b);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      digest.update(buffer, offset, length);
      bytes += length;
    }
  }
}
