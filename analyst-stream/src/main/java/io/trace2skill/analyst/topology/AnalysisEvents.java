// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.analyst.topology.AcceptedTrajectory.Summary;
import io.trace2skill.avro.AnalysedOutcome;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.patch.Patch;
import java.time.Instant;

/** Makes the events that tell what became of a trajectory. */
final class AnalysisEvents {

  /** Reasons come from exceptions, and those may quote whole responses. */
  private static final int MAX_REASON_CHARS = 2000;

  private final String engine;

  AnalysisEvents(String engine) {
    this.engine = engine;
  }

  AnalysisEvent started(Summary trajectory) {
    return of(trajectory, AnalysisKind.STARTED).build();
  }

  AnalysisEvent proposed(Summary trajectory, Patch patch, int attempts) {
    return of(trajectory, AnalysisKind.PATCH_PROPOSED)
        .setPatch(SkillRecords.toRecord(patch))
        .setAttempts(attempts)
        .build();
  }

  AnalysisEvent noLesson(Summary trajectory, String reason, int attempts) {
    return of(trajectory, AnalysisKind.NO_LESSON)
        .setReason(shortened(reason))
        .setAttempts(attempts)
        .build();
  }

  AnalysisEvent failed(Summary trajectory, String reason, int attempts) {
    return of(trajectory, AnalysisKind.FAILED)
        .setReason(shortened(reason))
        .setAttempts(attempts)
        .build();
  }

  static String shortened(String reason) {
    return reason.length() <= MAX_REASON_CHARS
        ? reason
        : reason.substring(0, MAX_REASON_CHARS) + "...";
  }

  private AnalysisEvent.Builder of(Summary trajectory, AnalysisKind kind) {
    return AnalysisEvent.newBuilder()
        .setKind(kind)
        .setTrajectoryId(trajectory.trajectoryId())
        .setSkill(trajectory.skill())
        .setEventTime(Instant.ofEpochMilli(trajectory.eventTime()))
        .setOutcome(AnalysedOutcome.valueOf(trajectory.outcome().name()))
        .setEngine(engine);
  }
}
