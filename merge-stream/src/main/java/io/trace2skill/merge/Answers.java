// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.AnswerOutcome;
import io.trace2skill.avro.CommandAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells who gave an order what became of it. Stream thread only. */
final class Answers {

  private final SkillStore skills;
  private final Publisher publisher;
  private final Supplier<Instant> clock;

  Answers(SkillStore skills, Publisher publisher, Supplier<Instant> clock) {
    this.skills = skills;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * The order was obeyed.
   *
   * @param version the version that it made, if it made one
   */
  void done(String skill, String commandId, Optional<Long> version, String message) {
    send(skill, commandId, AnswerOutcome.DONE, version, message);
  }

  /** Nothing had to be done for the order. */
  void unchanged(String skill, String commandId, String message) {
    send(skill, commandId, AnswerOutcome.UNCHANGED, Optional.empty(), message);
  }

  /** The order cannot be obeyed; the message says what to do. */
  void refused(String skill, String commandId, String message) {
    send(skill, commandId, AnswerOutcome.REFUSED, Optional.empty(), message);
  }

  private void send(
      String skill,
      String commandId,
      AnswerOutcome outcome,
      Optional<Long> version,
      String message) {
    publisher.answer(
        CommandAnswer.newBuilder()
            .setCommandId(commandId)
            .setSkill(skill)
            .setOutcome(outcome)
            .setVersion(version.orElse(null))
            .setMessage(message)
            .setPinned(skills.isPinned(skill))
            .setAnsweredAt(clock.get())
            .build());
  }
}
