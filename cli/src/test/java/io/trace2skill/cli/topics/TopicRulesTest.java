// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.cli.topics.TopicReport.Finding;
import io.trace2skill.schemas.TopicSpec;
import io.trace2skill.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TopicRulesTest {

  private static final TopicSpec PATCHES = new Topics("t.").specs(3).get(1);
  private static final TopicSpec SNAPSHOTS = new Topics("t.").specs(3).get(3);

  @Test
  void aTopicThatIsAsItShouldBeIsFine() {
    TopicReport report = TopicRules.report(PATCHES, state(PATCHES, Map.of()));
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo("ok");
  }

  @Test
  void aMissingTopicSaysHowToCreateIt() {
    TopicReport report = TopicRules.report(PATCHES, Optional.empty());
    assertThat(report.verdict()).isEqualTo("missing");
    assertThat(report.isUsable()).isFalse();
    assertThat(report.findings()).extracting(Finding::text).first().asString().contains("--create");
  }

  @Test
  void anotherNumberOfPartitionsIsWrong() {
    TopicState two = new TopicState(2, 1, PATCHES.settings());
    TopicReport report = TopicRules.report(PATCHES, Optional.of(two));
    assertThat(report.verdict()).isEqualTo("wrong");
    assertThat(report.findings()).extracting(Finding::text).first().asString().contains("use 2");
  }

  @Test
  void deletingWhatHasToBeKeptIsWrongAndSaysTheCommand() {
    TopicReport report =
        TopicRules.report(SNAPSHOTS, state(SNAPSHOTS, Map.of("cleanup.policy", "delete")));
    assertThat(report.verdict()).isEqualTo("wrong");
    assertThat(report.findings())
        .extracting(Finding::text)
        .first()
        .asString()
        .contains("published versions would be lost")
        .contains("--entity-name t.skill-snapshots --add-config cleanup.policy=compact");
  }

  @Test
  void lessRoomOrTimeIsAWarningAndMoreIsNot() {
    assertThat(
            TopicRules.report(
                PATCHES,
                state(PATCHES, Map.of("retention.ms", "60000", "max.message.bytes", "1000"))))
        .returns("warn", TopicReport::verdict)
        .returns(2, report -> report.findings().size());
    assertThat(
            TopicRules.report(
                    PATCHES,
                    state(PATCHES, Map.of("retention.ms", "-1", "max.message.bytes", "99999999")))
                .findings())
        .isEmpty();
  }

  private static Optional<TopicState> state(TopicSpec spec, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(spec.settings());
    settings.putAll(changes);
    return Optional.of(new TopicState(spec.partitions(), 1, settings));
  }
}
