// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.doctor;

import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterException;
import io.trace2skill.cli.topics.TopicInspection;
import io.trace2skill.cli.topics.TopicReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.QuorumInfo;

/** Looks at the brokers: whether they answer, what they can, their topics, their clock. */
final class BrokerChecks {

  private static final Duration NOTABLE_DIFFERENCE = Duration.ofSeconds(2);
  private static final Duration HARMFUL_DIFFERENCE = Duration.ofMinutes(1);

  /** From this level on a transaction survives what the streams do to it. */
  private static final int OLDEST_METADATA = 1;

  private final Cluster cluster;
  private final LongSupplier clock;

  /**
   * @param clock milliseconds since 1970
   */
  BrokerChecks(Cluster cluster, LongSupplier clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  List<Check> look() {
    Check reached = reached();
    List<Check> checks = new ArrayList<>(List.of(reached));
    if (reached.status() != Check.Status.FAIL) {
      checks.add(versions());
      checks.add(clockDifference());
      checks.addAll(topics());
    }
    return checks;
  }

  private Check reached() {
    try {
      DescribeClusterResult described = cluster.admin().describeCluster();
      int brokers = cluster.answer(described.nodes()).size();
      return Check.ok(
          "brokers",
          "%d at %s, cluster %s"
              .formatted(brokers, cluster.brokers(), cluster.answer(described.clusterId())));
    } catch (RuntimeException e) {
      return Check.fail("brokers", Explained.of(e), "nothing else about the cluster can be seen");
    }
  }

  private Check versions() {
    try {
      FinalizedVersionRange metadata =
          cluster
              .answer(cluster.admin().describeFeatures().featureMetadata())
              .finalizedFeatures()
              .get("metadata.version");
      return metadata == null || metadata.maxVersionLevel() < OLDEST_METADATA
          ? Check.warn(
              "versions",
              "the brokers run without KRaft, or are older than Kafka 3.3",
              "brokers from Kafka 3.3 on are what this program is tried with")
          : Check.ok("versions", "metadata.version " + metadata.maxVersionLevel());
    } catch (ClusterException e) {
      return Check.warn("versions", Explained.of(e), "the versions of the brokers are not known");
    }
  }

  /** The leader of the controllers says of itself when it was last seen: now, by its clock. */
  private Check clockDifference() {
    try {
      long before = clock.getAsLong();
      QuorumInfo quorum = cluster.answer(cluster.admin().describeMetadataQuorum().quorumInfo());
      long after = clock.getAsLong();
      OptionalLong theirs =
          quorum.voters().stream()
              .filter(voter -> voter.replicaId() == quorum.leaderId())
              .map(QuorumInfo.ReplicaState::lastCaughtUpTimestamp)
              .filter(OptionalLong::isPresent)
              .findFirst()
              .orElse(OptionalLong.empty());
      return theirs.isEmpty()
          ? unknownClock("the brokers do not tell their time")
          : clockCheck(before, theirs.getAsLong(), after);
    } catch (ClusterException e) {
      return unknownClock(Explained.of(e));
    }
  }

  private static Check unknownClock(String why) {
    return Check.warn("clock", why, "make sure that all hosts keep their clocks by NTP");
  }

  /** Returns what to say when the brokers' clock showed a time between two of ours. */
  static Check clockCheck(long before, long theirs, long after) {
    long off = theirs < before ? before - theirs : Math.max(0, theirs - after);
    String finding = "%d ms apart from the brokers".formatted(off);
    String remedy = "keep the clocks of all hosts by NTP: windows of evidence go by them";
    if (off > HARMFUL_DIFFERENCE.toMillis()) {
      return Check.fail("clock", finding, remedy);
    }
    return off > NOTABLE_DIFFERENCE.toMillis()
        ? Check.warn("clock", finding, remedy)
        : Check.ok("clock", finding);
  }

  private List<Check> topics() {
    try {
      return new TopicInspection(cluster)
          .look(OptionalInt.empty()).stream().map(BrokerChecks::topic).toList();
    } catch (ClusterException e) {
      return List.of(Check.fail("topics", Explained.of(e), "the topics cannot be seen"));
    }
  }

  private static Check topic(TopicReport report) {
    String name = "topic";
    if (report.findings().isEmpty()) {
      return Check.ok(name, report.name());
    }
    String findings =
        report.findings().stream()
            .map(TopicReport.Finding::text)
            .collect(Collectors.joining("; ", report.name() + ": ", ""));
    return report.isUsable()
        ? Check.warn(name, findings, "see 'trace2skill topics'")
        : Check.fail(name, findings, "see 'trace2skill topics'");
  }
}
