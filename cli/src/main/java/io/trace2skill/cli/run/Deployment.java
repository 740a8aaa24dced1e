// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.merge.MergeStreams;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Which topologies run in this process, and as whom.
 *
 * @param analystId application id of the analyst stream
 * @param mergeId application id of the merge stream
 * @param analysing whether the analyst stream runs; without it, patches come from elsewhere
 * @param kafka settings of Kafka Streams beside the cluster's
 */
public record Deployment(
    String analystId, String mergeId, boolean analysing, Map<String, Object> kafka) {

  public Deployment {
    kafka = Map.copyOf(kafka);
  }

  /** Returns the one for a broker in this process. */
  static Deployment embedded(Path stateDir) {
    Map<String, Object> kafka = new HashMap<>(comingBackAs("embedded", stateDir));
    // Everything is near: waiting long for each other only makes the start longer.
    kafka.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100);
    return new Deployment(
        AnalystConfig.defaults().applicationId(), MergeStreams.APPLICATION_ID, true, kafka);
  }

  /**
   * Returns settings of the one instance of an application: a member that comes back after a kill
   * takes its own place, instead of waiting for the dead.
   */
  public static Map<String, Object> comingBackAs(String member, Path stateDir) {
    return Map.of(
        StreamsConfig.STATE_DIR_CONFIG,
        stateDir.toString(),
        StreamsConfig.POLL_MS_CONFIG,
        50,
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        member);
  }
}
