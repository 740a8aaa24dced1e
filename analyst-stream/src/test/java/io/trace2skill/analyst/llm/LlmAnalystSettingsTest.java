// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.llm.ModelSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LlmAnalystSettingsTest {

  private static final LlmAnalystSettings DEFAULTS =
      LlmAnalystSettings.of(ModelSettings.of("small-model"));

  @Test
  void provesCausesAndKeepsWhatCannotBeProvedByDefault() {
    assertThat(DEFAULTS.errorAnalysis()).isEqualTo(ErrorAnalysisMode.AGENTIC);
    assertThat(DEFAULTS.unverified()).isEqualTo(UnverifiedPolicy.KEEP);
    assertThat(DEFAULTS.limits().maxTurns()).isEqualTo(20);
    assertThat(DEFAULTS.limits().maxTime()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void refusesSettingsUnderWhichNoFailureWouldTeachAnything() {
    LlmAnalystSettings single = DEFAULTS.withErrorAnalysis(ErrorAnalysisMode.SINGLE_CALL);

    assertThatThrownBy(() -> single.withUnverified(UnverifiedPolicy.DISCARD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no failure would be learned from");
  }

  @Test
  void refusesPromptsWithoutRoomForATrajectory() {
    assertThatThrownBy(() -> DEFAULTS.withMaxPromptChars(7_999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8000");
  }

  @Test
  void modesAndPoliciesAreFoundByTheNamesThatUsersWrite() {
    assertThat(ErrorAnalysisMode.fromWireName("single-call"))
        .contains(ErrorAnalysisMode.SINGLE_CALL);
    assertThat(ErrorAnalysisMode.AGENTIC.wireName()).isEqualTo("agentic");
    assertThat(ErrorAnalysisMode.fromWireName("SINGLE")).isEmpty();
    assertThat(UnverifiedPolicy.fromWireName("discard")).contains(UnverifiedPolicy.DISCARD);
    assertThat(UnverifiedPolicy.fromWireName("drop")).isEmpty();
  }
}
