// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
            "prefix.dead-letters",
            "prefix.call-journal");
  }

  @Test
  void theCallJournalIsBoundedByAgeAndSize() {
    TopicSpec journal = journal(16);
    assertThat(journal.partitions()).isEqualTo(4);
    assertThat(journal.settings())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", Long.toString(Duration.ofDays(30).toMillis()))
        .containsEntry("retention.bytes", Long.toString((1L << 30) / 4));
    assertThat(journal(1).partitions()).isEqualTo(1);
  }

  @Test
  void recordsOfOldRunsAreKeptFromTheirArrivalOn() {
    assertThat(topics.specs(4))
        .filteredOn(spec -> spec.settings().containsKey("retention.ms"))
        .hasSize(5)
        .allSatisfy(
            spec ->
                assertThat(spec.settings())
                    .containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  private TopicSpec journal(int partitions) {
    return topics.specs(partitions).stream()
        .filter(spec -> spec.name().equals(topics.callJournal()))
        .findFirst()
        .orElseThrow();
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

  @Test
  void aRecordThatIsSentAgainSaysSo() {
    assertThat(DeadLetter.isRetry(DeadLetter.retryHeaders("0@17"))).isTrue();
    assertThat(DeadLetter.isRetry(new DeadLetter("a", "b", "c", "d").headers())).isFalse();
  }

  private boolean isVersions(TopicSpec spec) {
    return spec.name().equals(topics.skillVersions());
  }
}
