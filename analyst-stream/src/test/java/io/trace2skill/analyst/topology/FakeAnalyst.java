// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analysis.Proposed;
import io.trace2skill.analyst.Analyst;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Patch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Answers as it is told, and remembers what it was asked. */
final class FakeAnalyst implements Analyst {

  final Map<String, Optional<SkillDirectory>> bases = new ConcurrentHashMap<>();
  final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  private final Function<Trajectory, CompletionStage<Analysis>> answers;

  FakeAnalyst(Function<Trajectory, CompletionStage<Analysis>> answers) {
    this.answers = answers;
  }

  static FakeAnalyst answering(Function<Trajectory, Analysis> answers) {
    return new FakeAnalyst(
        trajectory -> CompletableFuture.completedFuture(answers.apply(trajectory)));
  }

  static Proposed patch(Trajectory trajectory) {
    Edit edit =
        Edit.of(SkillDirectory.SKILL_MD, EditOp.APPEND_TO_SECTION)
            .withTargetSection("Rules")
            .withContent("- Look before you leap.");
    return new Proposed(
        new Patch(
            trajectory.getTrajectoryId(),
            "why",
            List.of(edit),
            List.of("added"),
            Optional.empty()));
  }

  @Override
  public CompletionStage<Analysis> analyse(Trajectory trajectory, Optional<SkillDirectory> base) {
    bases.put(trajectory.getTrajectoryId(), base);
    calls
        .computeIfAbsent(trajectory.getTrajectoryId(), id -> new AtomicInteger())
        .incrementAndGet();
    return answers.apply(trajectory);
  }

  @Override
  public String fingerprint() {
    return "fake-1";
  }
}
