// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic as it should be.
 *
 * @param name the full name, with the prefix
 * @param partitions at least 1
 * @param settings topic-level configuration by Kafka's names
 */
public record TopicSpec(String name, int partitions, Map<String, String> settings) {

  public TopicSpec {
    if (partitions < 1) {
      throw new IllegalArgumentException(name + " needs at least one partition");
    }
    settings = Map.copyOf(settings);
  }

  /** Returns the order to create this topic; the broker decides on the replication factor. */
  NewTopic toNewTopic() {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
  }
}
