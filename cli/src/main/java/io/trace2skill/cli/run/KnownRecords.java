// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.cli.ingest.KnownRejections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What earlier runs on a data directory have put into the topics, so that reading the same inputs
 * again adds nothing. Not thread-safe.
 */
public final class KnownRecords {

  private final Set<String> trajectories = new HashSet<>();
  private final KnownRejections rejections = new KnownRejections();

  /** Reads it from the topics. */
  public static KnownRecords of(RunCluster cluster) {
    KnownRecords known = new KnownRecords();
    try (TopicReader<String> reader =
        TopicReader.ofText(
            cluster.clientSettings(),
            List.of(cluster.topics().trajectories(), cluster.topics().deadLetters()))) {
      reader.readToEnd(
          record -> {
            if (record.topic().equals(cluster.topics().trajectories())) {
              known.trajectories.add(record.key());
            } else {
              known.rejections.take(record);
            }
          });
    }
    return known;
  }

  /** Returns the ids of the trajectories. */
  public Set<String> trajectories() {
    return trajectories;
  }

  /** Returns what was rejected, in this run and earlier ones. */
  KnownRejections rejections() {
    return rejections;
  }
}
