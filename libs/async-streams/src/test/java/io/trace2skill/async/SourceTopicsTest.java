// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class SourceTopicsTest {

  private static final Consumed<String, String> STRINGS =
      Consumed.with(Serdes.String(), Serdes.String());

  @Test
  void findsPlainInternalAndPatternTopicsOfTheTasksSubtopology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("plain", STRINGS)
        .repartition(Repartitioned.<String, String>as("again"))
        .foreach((key, value) -> {});
    builder.stream(Pattern.compile("many-.*"), STRINGS).foreach((key, value) -> {});
    SourceTopics topics = new SourceTopics(builder.build().describe());
    Set<TopicPartition> assigned =
        Set.of(
            new TopicPartition("plain", 0),
            new TopicPartition("plain", 1),
            new TopicPartition("app-again-repartition", 1),
            new TopicPartition("many-a", 1),
            new TopicPartition("foreign", 1));

    assertThat(
            Set.of(
                topics.of(new TaskId(0, 1), "app", assigned),
                topics.of(new TaskId(1, 1), "app", assigned),
                topics.of(new TaskId(2, 1), "app", assigned)))
        .containsExactlyInAnyOrder(
            Set.of(new TopicPartition("plain", 1)),
            Set.of(new TopicPartition("app-again-repartition", 1)),
            Set.of(new TopicPartition("many-a", 1)));
    assertThat(topics.of(new TaskId(9, 1), "app", assigned)).isEmpty();
  }
}
