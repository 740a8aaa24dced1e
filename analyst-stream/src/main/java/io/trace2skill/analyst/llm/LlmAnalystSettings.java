// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.tools.LoopLimits;
import java.time.Duration;

/**
 * How an analyst that asks a model works.
 *
 * @param model the model and its parameters
 * @param errorAnalysis how failures are analysed
 * @param unverified what becomes of failures whose cause cannot be verified
 * @param limits of the agentic analysis of one failure
 * @param maxPromptChars length of a first prompt, in characters, from which on the trajectory in it
 *     is shortened; at least 8,000. A base skill that leaves no room for it is not shortened
 */
public record LlmAnalystSettings(
    ModelSettings model,
    ErrorAnalysisMode errorAnalysis,
    UnverifiedPolicy unverified,
    LoopLimits limits,
    int maxPromptChars) {

  /** 20 turns, a million tokens, ten minutes. */
  public static final LoopLimits DEFAULT_LIMITS =
      new LoopLimits(20, 1_000_000, Duration.ofMinutes(10));

  /** About 60,000 tokens of English. */
  public static final int DEFAULT_MAX_PROMPT_CHARS = 240_000;

  private static final int LEAST_PROMPT_CHARS = 8_000;

  public LlmAnalystSettings {
    if (maxPromptChars < LEAST_PROMPT_CHARS) {
      throw new IllegalArgumentException(
          "a prompt needs at least %d characters, not %d"
              .formatted(LEAST_PROMPT_CHARS, maxPromptChars));
    }
    if (errorAnalysis == ErrorAnalysisMode.SINGLE_CALL && unverified == UnverifiedPolicy.DISCARD) {
      throw new IllegalArgumentException(
          "a single call verifies nothing, so that no failure would be learned from: keep unverified"
              + " patches, or analyse failures agentically");
    }
  }

  /** Returns the default settings for a model. */
  public static LlmAnalystSettings of(ModelSettings model) {
    return new LlmAnalystSettings(
        model,
        ErrorAnalysisMode.AGENTIC,
        UnverifiedPolicy.KEEP,
        DEFAULT_LIMITS,
        DEFAULT_MAX_PROMPT_CHARS);
  }

  /** Returns these settings with another way to analyse failures. */
  public LlmAnalystSettings withErrorAnalysis(ErrorAnalysisMode mode) {
    return new LlmAnalystSettings(model, mode, unverified, limits, maxPromptChars);
  }

  /** Returns these settings with another policy for what cannot be verified. */
  public LlmAnalystSettings withUnverified(UnverifiedPolicy policy) {
    return new LlmAnalystSettings(model, errorAnalysis, policy, limits, maxPromptChars);
  }

  /** Returns these settings with other limits. */
  public LlmAnalystSettings withLimits(LoopLimits loopLimits) {
    return new LlmAnalystSettings(model, errorAnalysis, unverified, loopLimits, maxPromptChars);
  }

  /** Returns these settings with another length of prompts. */
  public LlmAnalystSettings withMaxPromptChars(int chars) {
    return new LlmAnalystSettings(model, errorAnalysis, unverified, limits, chars);
  }
}
