// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.analyst.topology.AcceptedTrajectory.Summary;
import io.trace2skill.avro.Trajectory;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/** Decides whether a record of the trajectories topic is something that can be analysed. */
final class Intake {

  /** Ids go into store keys and events many times over. */
  private static final int MAX_NAME_CHARS = 1024;

  private final String topic;
  private final Deserializer<Trajectory> deserializer;

  Intake(String topic, Deserializer<Trajectory> deserializer) {
    this.topic = topic;
    this.deserializer = deserializer;
  }

  /**
   * Returns the record as an accepted trajectory.
   *
   * @param origin where the record is
   * @throws SerializationException when it cannot be used, with a message for a person
   */
  AcceptedTrajectory accept(Record<byte[], byte[]> record, String origin) {
    if (record.value() == null) {
      throw new SerializationException("the record has no value; trajectories are not deleted");
    }
    Trajectory trajectory = deserializer.deserialize(topic, record.value());
    requireName("trajectoryId", trajectory.getTrajectoryId());
    requireName("skill", trajectory.getSkill());
    Instant ended = trajectory.getEndedAt();
    long eventTime = ended == null ? record.timestamp() : ended.toEpochMilli();
    if (eventTime < 0) {
      throw new SerializationException("the trajectory ends before 1970; correct its endedAt");
    }
    Summary summary =
        new Summary(
            trajectory.getTrajectoryId(),
            trajectory.getSkill(),
            eventTime,
            trajectory.getOutcome().getStatus(),
            origin);
    return new AcceptedTrajectory(summary, record.key(), record.value()).decodedAs(trajectory);
  }

  private static void requireName(String field, String name) {
    if (name.isBlank() || name.length() > MAX_NAME_CHARS) {
      throw new SerializationException(
          "the trajectory's " + field + " must have 1 to " + MAX_NAME_CHARS + " characters");
    }
  }
}
