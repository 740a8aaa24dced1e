// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.DeadLetter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where results go. Stream thread only. */
interface Publisher {

  /** Publishes a version of a skill as the latest and as one of all versions. */
  void publish(SkillSnapshot snapshot);

  /** Takes the skill from those that there are; its versions stay. */
  void delete(String skill, Instant now);

  /** Answers an order. */
  void answer(CommandAnswer answer);

  /**
   * Says why a record cannot be used.
   *
   * @param key the record's bytes, as its value, so that it can be sent again
   */
  void refuse(byte @Nullable [] key, byte @Nullable [] value, DeadLetter why);
}
