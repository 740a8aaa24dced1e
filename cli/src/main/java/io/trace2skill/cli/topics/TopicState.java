// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.topics;

import java.util.Map;

/**
 * A topic as it is.
 *
 * @param replicas of each partition, the fewest
 * @param settings topic-level configuration by Kafka's names, defaults included
 */
record TopicState(int partitions, int replicas, Map<String, String> settings) {

  TopicState {
    settings = Map.copyOf(settings);
  }
}
