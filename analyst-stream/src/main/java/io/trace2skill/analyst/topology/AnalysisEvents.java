// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.analyst.Analysis.NoLesson;
import io.trace2skill.analyst.Analysis.Proposed;
import io.trace2skill.analyst.Analysis.Verification;
import io.trace2skill.analyst.topology.AcceptedTrajectory.Summary;
import io.trace2skill.avro.AnalysedOutcome;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.UsageRecord;
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.SkillRecords;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  AnalysisEvent proposed(Summary trajectory, Proposed proposed, int attempts) {
    return of(trajectory, AnalysisKind.PATCH_PROPOSED)
        .setPatch(SkillRecords.toRecord(proposed.patch()))
        .setUnverified(proposed.verification() == Verification.UNVERIFIED)
        .setUsage(record(proposed.usage()))
        .setAttempts(attempts)
        .build();
  }

  AnalysisEvent noLesson(Summary trajectory, NoLesson none, int attempts) {
    return of(trajectory, AnalysisKind.NO_LESSON)
        .setReason(shortened(none.reason()))
        .setUsage(record(none.usage()))
        .setAttempts(attempts)
        .build();
  }

  /**
   * @param usage what the analysis used up in vain
   */
  AnalysisEvent failed(Summary trajectory, String reason, Usage usage, int attempts) {
    return of(trajectory, AnalysisKind.FAILED)
        .setReason(shortened(reason))
        .setUsage(record(usage))
        .setAttempts(attempts)
        .build();
  }

  private static @Nullable UsageRecord record(Usage usage) {
    return usage.equals(Usage.NONE)
        ? null
        : new UsageRecord(
            usage.calls(),
            usage.promptTokens(),
            usage.cachedPromptTokens(),
            usage.completionTokens(),
            usage.costMicros());
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
