// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.cluster.OperatorOptions;

/**
 * What became of the inputs.
 *
 * @param read records read
 * @param durable trajectories that all replicas in sync have, the ones of earlier ingests included
 * @param duplicates records that repeat a trajectory of the same inputs; not sent
 * @param rejected records that are no usable trajectory
 * @param letters new dead letters for them
 * @param refused trajectories that the brokers found too large
 */
record IngestCounts(
    long read, long durable, long duplicates, long rejected, long letters, long refused) {

  boolean isClean() {
    return rejected == 0 && refused == 0;
  }

  ObjectNode toJson(String skill, String topic) {
    return OperatorOptions.object()
        .put("skill", skill)
        .put("topic", topic)
        .put("read", read)
        .put("durable", durable)
        .put("duplicates", duplicates)
        .put("rejected", rejected)
        .put("newDeadLetters", letters)
        .put("refused", refused);
  }
}
