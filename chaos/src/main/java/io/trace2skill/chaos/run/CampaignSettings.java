// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a campaign is like.
 *
 * @param seed of faults, trajectories and latencies
 * @param length of the time with load and faults
 * @param every mean time between two faults
 * @param brokers of the cluster, at least 1
 * @param analysts instances of the analyst stream, at least 1
 * @param merges instances of the merge stream, at least 1
 * @param partitions of the topics
 * @param rate trajectories a second
 * @param inFlight most calls of an instance at a time
 * @param latency of the model, as the fake model server reads it
 * @param session time-out of the members of a group
 * @param settle longest time without progress towards the end after the last fault
 * @param bare runs the streams without the service around them, which takes any setting
 * @param staticMembers whether instances have an {@code instance.id}
 * @param journal whether the services keep a call journal
 * @param extra further keys of the services' configuration
 * @param directory for everything; made when missing
 */
public record CampaignSettings(
    long seed,
    Duration length,
    Duration every,
    int brokers,
    int analysts,
    int merges,
    int partitions,
    double rate,
    int inFlight,
    String latency,
    Duration session,
    Duration settle,
    boolean bare,
    boolean staticMembers,
    boolean journal,
    Map<String, String> extra,
    Path directory) {

  public CampaignSettings {
    extra = Map.copyOf(extra);
    if (brokers < 1 || analysts < 1 || merges < 1 || partitions < 1 || inFlight < 1) {
      throw new IllegalArgumentException(
          "brokers, instances, partitions and calls in flight are counted from 1");
    }
    if (!(rate > 0) || length.isNegative() || every.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the rate and the time between two faults are above zero, the length is not negative");
    }
  }

  /** Returns how many instances can be struck. */
  public int instances() {
    return analysts + merges;
  }
}
