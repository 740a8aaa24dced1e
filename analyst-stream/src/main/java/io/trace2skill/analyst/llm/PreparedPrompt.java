// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.analyst.llm.render.RenderedTrajectory;
import io.trace2skill.analyst.llm.render.TrajectoryText;
import io.trace2skill.llm.ChatRequest;
import java.util.List;
import java.util.Optional;

/**
 * A prompt for one trajectory, which can still be shortened.
 *
 * @param prompt the prompt
 * @param settings the model, and how long prompts may be
 * @param base text of the skill
 * @param trajectory the run
 */
record PreparedPrompt(
    AnalystPrompt prompt, LlmAnalystSettings settings, String base, TrajectoryText trajectory) {

  /** However large the skill is, so much of the trajectory goes into a first prompt. */
  private static final int LEAST_ROOM = 4_000;

  static PreparedPrompt of(AnalystPrompt prompt, LlmAnalystSettings settings, AnalysisCase what) {
    return new PreparedPrompt(
        prompt,
        settings,
        BaseSkillText.of(what.base()),
        TrajectoryText.of(what.trajectory(), settings.model().images()));
  }

  /** Returns how many characters the steps of the trajectory may have at first. */
  int room() {
    int overview = trajectory.shortened(0).text().length();
    return Math.max(LEAST_ROOM, settings.maxPromptChars() - prompt.length(base) - overview);
  }

  ChatRequest request(RenderedTrajectory rendered) {
    return new ChatRequest(
        prompt.purpose(),
        settings.model(),
        prompt.messages(base, rendered),
        List.of(),
        Optional.empty());
  }
}
