// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Which topics feed which sub-topology, from the topology's own description: known before the first
 * record, also after a restart.
 */
final class SourceTopics {

  private record Sources(Set<String> names, Set<Pattern> patterns) {}

  private final Map<Integer, Sources> bySubtopology = new HashMap<>();

  SourceTopics(TopologyDescription topology) {
    for (TopologyDescription.Subtopology subtopology : topology.subtopologies()) {
      Sources sources = new Sources(new HashSet<>(), new HashSet<>());
      for (TopologyDescription.Node node : subtopology.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          add(source, sources);
        }
      }
      bySubtopology.put(subtopology.id(), sources);
    }
  }

  /**
   * Returns those of the partitions that the task reads.
   *
   * @param applicationId the prefix of internal topics, which the description leaves out
   */
  Set<TopicPartition> of(TaskId task, String applicationId, Set<TopicPartition> partitions) {
    Sources sources = bySubtopology.get(task.subtopology());
    if (sources == null) {
      return Set.of();
    }
    String prefix = applicationId + "-";
    return partitions.stream()
        .filter(partition -> partition.partition() == task.partition())
        .filter(partition -> reads(sources, partition.topic(), prefix))
        .collect(Collectors.toSet());
  }

  private static boolean reads(Sources sources, String topic, String prefix) {
    return sources.names().contains(topic)
        || (topic.startsWith(prefix) && sources.names().contains(topic.substring(prefix.length())))
        || sources.patterns().stream().anyMatch(pattern -> pattern.matcher(topic).matches());
  }

  private static void add(TopologyDescription.Source source, Sources sources) {
    Set<String> names = nullable(source.topicSet());
    if (names != null) {
      sources.names().addAll(names);
    }
    Pattern pattern = nullable(source.topicPattern());
    if (pattern != null) {
      sources.patterns().add(pattern);
    }
  }

  private static <T> @Nullable T nullable(@Nullable T value) {
    return value;
  }
}
