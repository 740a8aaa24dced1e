// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.schemas.DeadLetter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What earlier runs on a data directory have put into the topics, so that reading the same inputs
 * again adds nothing. Not thread-safe.
 */
public final class KnownRecords {

  private final Set<String> trajectories = new HashSet<>();
  private final Set<String> rejections = new HashSet<>();

  /** Reads it from the topics. */
  public static KnownRecords of(RunCluster cluster) {
    KnownRecords known = new KnownRecords();
    try (TopicReader reader =
        new TopicReader(
            cluster.clientSettings(),
            List.of(cluster.topics().trajectories(), cluster.topics().deadLetters()))) {
      reader.readToEnd(
          record -> {
            if (record.topic().equals(cluster.topics().trajectories())) {
              known.trajectories.add(record.key());
            } else if (DeadLetter.of(record.headers()).stage().equals("import")) {
              known.addRejection(DeadLetter.of(record.headers()).origin(), record.value());
            }
          });
    }
    return known;
  }

  /** Returns the ids of the trajectories. */
  public Set<String> trajectories() {
    return trajectories;
  }

  /** Remembers something that was rejected and returns whether it is new. */
  boolean addRejection(String origin, byte[] raw) {
    return rejections.add(origin + '\0' + sha256(raw));
  }

  /** Returns how many rejections there are, in this run and earlier ones. */
  int rejections() {
    return rejections.size();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
