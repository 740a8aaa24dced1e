// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.SkillNames;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.PatchMerger;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a record is something that can be used. Whatever a topic holds, the stream goes
 * on: a record that stopped it would stop it again after every restart.
 */
final class Intake {

  private static final String DECODE = "decode";
  private static final String COMMAND = "command";

  private final Topics topics;
  private final Deserializer<AnalysisEvent> events;
  private final Deserializer<SkillCommand> commands;
  private final PatchMerger merger = new PatchMerger();

  Intake(Topics topics, Deserializer<AnalysisEvent> events, Deserializer<SkillCommand> commands) {
    this.topics = topics;
    this.events = events;
    this.commands = commands;
  }

  /** What a record is. */
  sealed interface Input {

    /**
     * The start or the outcome of an analysis.
     *
     * @param leaf what it proposes; present for a patch
     */
    record Analysed(AnalysisEvent event, Optional<MergedPatch> leaf) implements Input {}

    /** An operator's order. */
    record Ordered(SkillCommand command) implements Input {}

    /**
     * Nothing that can be used.
     *
     * @param instead the analysis that has failed by this; it must not hold its window open
     * @param order the order that cannot be obeyed, when it is one
     */
    record Refused(DeadLetter why, Optional<AnalysisEvent> instead, Optional<SkillCommand> order)
        implements Input {}
  }

  /**
   * Reads a record.
   *
   * @param origin where it is
   */
  Input take(String topic, byte @Nullable [] key, byte @Nullable [] value, String origin) {
    if (value == null) {
      return refused("the record has no value; send it with one", DECODE, "no-value", origin);
    }
    try {
      return topic.equals(topics.patches())
          ? event(events.deserialize(topic, value), key, origin)
          : command(commands.deserialize(topic, value), key, origin);
    } catch (SerializationException e) {
      String message = String.valueOf(e.getMessage());
      return refused(message, DECODE, e.getClass().getName(), origin);
    }
  }

  private Input event(AnalysisEvent event, byte @Nullable [] key, String origin) {
    Optional<Problem> problem = skillProblem(event.getSkill(), key);
    if (problem.isPresent()) {
      return refused(problem.get().reason(), DECODE, problem.get().cause(), origin);
    }
    if (event.getKind() != AnalysisKind.PATCH_PROPOSED) {
      return new Input.Analysed(event, Optional.empty());
    }
    try {
      return new Input.Analysed(event, Optional.of(leaf(event)));
    } catch (IllegalArgumentException e) {
      String reason = "the patch cannot be used: " + e.getMessage();
      AnalysisEvent failed =
          AnalysisEvent.newBuilder(event).setKind(AnalysisKind.FAILED).setReason(reason).build();
      return new Input.Refused(
          new DeadLetter(reason, DECODE, "unusable-patch", origin),
          Optional.of(failed),
          Optional.empty());
    }
  }

  private MergedPatch leaf(AnalysisEvent event) {
    if (event.getPatch() == null) {
      throw new IllegalArgumentException("there is none");
    }
    MergedPatch leaf = merger.leaf(SkillRecords.toPatch(event.getTrajectoryId(), event.getPatch()));
    long bytes = EvidenceSize.of(SkillRecords.toRecord(leaf));
    if (bytes > EvidenceSize.MAX_PATCH_BYTES) {
      throw new IllegalArgumentException(
          "%d bytes are more than the %d that one patch may have"
              .formatted(bytes, EvidenceSize.MAX_PATCH_BYTES));
    }
    return leaf;
  }

  private static Input command(SkillCommand command, byte @Nullable [] key, String origin) {
    String order = "command " + command.getCommandId();
    Optional<Problem> problem = skillProblem(command.getSkill(), key).or(() -> problem(command));
    return problem
        .<Input>map(
            why ->
                new Input.Refused(
                    new DeadLetter(
                        why.reason() + " (at " + origin + ")", COMMAND, why.cause(), order),
                    Optional.empty(),
                    Optional.of(command)))
        .orElseGet(() -> new Input.Ordered(command));
  }

  private static Optional<Problem> problem(SkillCommand command) {
    if (command.getKind() == CommandKind.UNKNOWN) {
      return Optional.of(new Problem("this version does not know the order", "unknown"));
    }
    long bytes = EvidenceSize.ofFiles(command.getFiles());
    return bytes > EvidenceSize.MAX_SKILL_BYTES
        ? Optional.of(
            new Problem(
                "the base has %d bytes, more than the %d that a skill may have"
                    .formatted(bytes, EvidenceSize.MAX_SKILL_BYTES),
                "too-large"))
        : Optional.empty();
  }

  /** All records of a skill must reach the same task, or its versions would have two authors. */
  private static Optional<Problem> skillProblem(String skill, byte @Nullable [] key) {
    if (key == null || !skill.equals(new String(key, UTF_8))) {
      String reason = "the key must be the skill '" + skill + "'; send it again with that key";
      return Optional.of(new Problem(reason, "wrong-key"));
    }
    return SkillNames.nameProblem(skill).map(reason -> new Problem(reason, "invalid-skill-name"));
  }

  private record Problem(String reason, String cause) {}

  private static Input refused(String reason, String stage, String cause, String origin) {
    return new Input.Refused(
        new DeadLetter(reason, stage, cause, origin), Optional.empty(), Optional.empty());
  }
}
