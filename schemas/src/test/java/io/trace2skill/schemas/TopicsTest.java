// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TopicsTest {

  private final Topics topics = new Topics("prefix.");

  @Test
  void allTopicsStandBehindThePrefix() {
    assertThat(topics.specs(4))
        .extracting(TopicSpec::name)
        .containsExactlyInAnyOrder(
            "prefix.trajectories",
            "prefix.patches",
            "prefix.skill-commands",
            "prefix.skill-snapshots",
            "prefix.skill-versions",
            "prefix.skill-answers",
            "prefix.dead-letters");
  }

  @Test
  void whatOthersConsumeIsCompactedAndReadableByEveryClient() {
    List<Map<String, String>> published =
        topics.specs(4).stream()
            .filter(spec -> spec.name().startsWith("prefix.skill-s") || isVersions(spec))
            .map(TopicSpec::settings)
            .toList();
    assertThat(published)
        .hasSize(2)
        .allSatisfy(
            settings ->
                assertThat(settings)
                    .containsEntry("cleanup.policy", "compact")
                    .containsEntry("compression.type", "gzip"));
  }

  @Test
  void aDeadLetterComesBackFromItsHeaders() {
    DeadLetter letter = new DeadLetter("not JSON: ✗", "import", "json", "runs.jsonl:7");
    assertThat(DeadLetter.of(letter.headers())).isEqualTo(letter);
    assertThat(DeadLetter.of(new RecordHeaders())).isEqualTo(new DeadLetter("", "", "", ""));
  }

  private boolean isVersions(TopicSpec spec) {
    return spec.name().equals(topics.skillVersions());
  }
}
