// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Trajectory;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A record that was accepted for analysis, and what is needed of it to report the result. Keeps the
 * record's bytes rather than what they decode to: they are what the pending store holds and what a
 * dead letter returns. Stream thread only.
 */
final class AcceptedTrajectory {

  private final Summary summary;
  private final byte @Nullable [] key;
  private final byte[] value;
  private @Nullable Trajectory decoded;

  AcceptedTrajectory(Summary summary, byte @Nullable [] key, byte[] value) {
    this.summary = summary;
    this.key = key;
    this.value = value;
  }

  /** Returns this with what its bytes decode to, so that the first start need not decode again. */
  AcceptedTrajectory decodedAs(Trajectory trajectory) {
    decoded = trajectory;
    return this;
  }

  Summary summary() {
    return summary;
  }

  byte @Nullable [] key() {
    return key;
  }

  byte[] value() {
    return value;
  }

  Trajectory trajectory(String topic, Deserializer<Trajectory> deserializer) {
    if (decoded == null) {
      decoded = deserializer.deserialize(topic, value);
    }
    return decoded;
  }

  /**
   * What events and dead letters tell of a trajectory.
   *
   * @param eventTime end of the trajectory, in milliseconds since 1970
   * @param origin topic, partition and offset
   */
  record Summary(
      String trajectoryId, String skill, long eventTime, OutcomeStatus outcome, String origin) {}
}
