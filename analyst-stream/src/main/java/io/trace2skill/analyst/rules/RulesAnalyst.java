// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static java.util.stream.Collectors.joining;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analyst;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Mines a trajectory by fixed rules. Needs no model and no network, answers at once, and gives the
 * same patch for the same trajectory on every machine. What it proposes does not depend on the
 * base.
 *
 * <p>A patch holds at most one edit for each ground, so that the support of an edit is the number
 * of trajectories in which its ground was observed. A trajectory that shows more than 200 different
 * grounds teaches the first 200.
 */
public final class RulesAnalyst implements Analyst {

  private static final List<Rule> RULES =
      List.of(
          new ToolErrorRule(),
          new RepeatedCallRule(),
          new ExpectedActionRule(),
          new VerificationRule(),
          new FindingRule(),
          new ProcedureRule());

  /** A run that teaches more than this is noise, and must not make a patch of any size. */
  private static final int MAX_EDITS = 200;

  /** Creates an analyst. It has no settings. */
  public RulesAnalyst() {}

  @Override
  public CompletionStage<Analysis> analyse(Trajectory trajectory, Optional<SkillDirectory> base) {
    try {
      return CompletableFuture.completedFuture(analysis(trajectory, base));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public String fingerprint() {
    return "rules/1";
  }

  private static Analysis analysis(Trajectory trajectory, Optional<SkillDirectory> base) {
    TrajectoryView view = TrajectoryView.of(trajectory);
    List<Lesson> lessons = lessons(view);
    if (lessons.isEmpty()) {
      return new Analysis.NoLesson(nothingToLearn(view));
    }
    return new Analysis.Proposed(
        new Patch(
            trajectory.getTrajectoryId(),
            reasoning(view, lessons),
            lessons.stream().map(Lesson::toEdit).toList(),
            lessons.stream().map(Lesson::title).toList(),
            base.map(SkillDirectory::digest)));
  }

  private static List<Lesson> lessons(TrajectoryView view) {
    Map<Ground, Lesson> byGround = new LinkedHashMap<>();
    for (Rule rule : RULES) {
      rule.mine(view).forEach(lesson -> byGround.putIfAbsent(lesson.ground(), lesson));
    }
    return byGround.values().stream().limit(MAX_EDITS).toList();
  }

  private static String reasoning(TrajectoryView view, List<Lesson> lessons) {
    String kinds =
        lessons.stream().map(lesson -> lesson.ground().kind()).distinct().collect(joining(", "));
    return "The run %s after %d tool calls. Observed: %s."
        .formatted(view.failed() ? "failed" : "succeeded", view.calls().size(), kinds);
  }

  private static String nothingToLearn(TrajectoryView view) {
    if (view.failed()) {
      return "The run failed, but shows no tool error, no repeated call, no difference from expected"
          + " actions, no unchecked change and no finding that could be named.";
    }
    return view.succeeded()
        ? "The run succeeded, but made no change that it had looked anything up for."
        : "Whether the run succeeded is unknown, so that nothing can be concluded from it.";
  }
}
