// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.analyst.llm.LlmAnalyst;
import io.trace2skill.fakemodel.FakeModelSettings;
import io.trace2skill.fakemodel.PurposeMarker;
import io.trace2skill.merge.llm.LlmMergeEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake model tells requests apart by their prompts, so it has to keep up with them. */
final class FakeModelKnowsPromptsTest {

  @ParameterizedTest
  @CsvSource({
    "analyst, error-analysis, error-analysis",
    "analyst, error-analysis-single-call, error-analysis",
    "analyst, success-analysis, success-analysis",
    "merge, merge, merge",
    "merge, place, placement",
    "merge, repair, repair"
  })
  void tellsAPromptByItsMarker(String side, String prompt, String purpose) throws IOException {
    String text = text(side.equals("analyst") ? LlmAnalyst.class : LlmMergeEngine.class, prompt);
    String instructions = text.substring(0, text.indexOf("=== user ==="));

    assertThat(FakeModelSettings.plain().markers())
        .filteredOn(marker -> instructions.contains(marker.phrase()))
        .extracting(PurposeMarker::purpose)
        .containsExactly(purpose);
  }

  private static String text(Class<?> anchor, String prompt) throws IOException {
    try (InputStream in = anchor.getResourceAsStream("prompts/" + prompt + ".md")) {
      return new String(Objects.requireNonNull(in, prompt).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
