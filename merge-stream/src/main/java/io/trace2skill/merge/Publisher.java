// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.DeadLetter;

/** Where results go. Stream thread only. */
interface Publisher {

  /** Publishes a version of a skill as the latest and as one of all versions. */
  void publish(SkillSnapshot snapshot);

  /** Refuses an order. */
  void refuse(SkillCommand command, DeadLetter why);
}
