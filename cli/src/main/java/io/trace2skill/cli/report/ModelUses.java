// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import io.trace2skill.cli.report.Report.Model;
import io.trace2skill.cli.report.Report.ModelUse;
import io.trace2skill.cli.run.EvolveResult;
import io.trace2skill.llm.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Makes what a report tells of the use of a model. */
final class ModelUses {

  private static final int MICRO_DIGITS = 6;

  private ModelUses() {}

  static Model model(EvolveResult result) {
    return new Model(
        of(result.analysisUsage().plus(result.mergeUsage())),
        of(result.analysisUsage()),
        of(result.mergeUsage()),
        result.windows().stream()
            .mapToLong(window -> window.getSummary().getDeterministicFallbacks())
            .sum());
  }

  static @Nullable ModelUse ofAny(Usage usage) {
    return usage.equals(Usage.NONE) ? null : of(usage);
  }

  private static ModelUse of(Usage usage) {
    return new ModelUse(
        usage.calls(),
        usage.promptTokens(),
        usage.cachedPromptTokens(),
        usage.completionTokens(),
        BigDecimal.valueOf(usage.costMicros(), MICRO_DIGITS));
  }
}
