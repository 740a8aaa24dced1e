// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Results that tell when their call ended, across processes of one machine. */
final class Stamp {

  private Stamp() {}

  /** Returns a result of this size, at least 8 bytes, that says it was made now. */
  static byte[] result(int bytes) {
    return ByteBuffer.allocate(bytes).putLong(0, nowMicros()).array();
  }

  /** Returns the milliseconds since the result was made. */
  static double ageMs(byte[] result) {
    return (nowMicros() - ByteBuffer.wrap(result).getLong()) / 1e3;
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
