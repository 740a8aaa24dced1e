// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics of one deployment, behind one prefix. Partition counts of {@link #patches} and {@link
 * #skillCommands} are equal, because one task of the merge stream reads both for its skills.
 *
 * @param prefix what all names begin with; may be empty
 */
public record Topics(String prefix) {

  /** The prefix of a deployment that chooses none. */
  public static final String DEFAULT_PREFIX = "trace2skill.";

  /** The largest record, in bytes, that every topic and client setting lets pass. */
  public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  private static final int LETTER_BYTES = 64 * 1024;
  private static final Duration TRAJECTORY_RETENTION = Duration.ofDays(365);
  private static final Duration EVENT_RETENTION = Duration.ofDays(90);
  private static final Duration JOURNAL_RETENTION = Duration.ofDays(30);

  /** All partitions together. Who opens the journal reads it once, which bounds this as well. */
  private static final long JOURNAL_BYTES = 1L << 30;

  /** Calls take far longer than appending, so the journal needs few. */
  private static final int JOURNAL_PARTITIONS = 4;

  private static final int JOURNAL_SEGMENT_BYTES = 32 << 20;
  private static final Duration ANSWER_LAG = Duration.ofDays(1);

  /** Returns the topic of trajectories, keyed by trajectory id. Operators replay it. */
  public String trajectories() {
    return prefix + "trajectories";
  }

  /** Returns the topic of analysis events, keyed by skill. */
  public String patches() {
    return prefix + "patches";
  }

  /** Returns the topic of operators' orders, keyed by skill. */
  public String skillCommands() {
    return prefix + "skill-commands";
  }

  /** Returns the compacted topic of latest snapshots, keyed by skill. */
  public String skillSnapshots() {
    return prefix + "skill-snapshots";
  }

  /** Returns the compacted topic of all versions, keyed by skill and version. */
  public String skillVersions() {
    return prefix + "skill-versions";
  }

  /** Returns the compacted topic of answers to operators' orders, keyed by skill. */
  public String skillAnswers() {
    return prefix + "skill-answers";
  }

  /** Returns the topic of what could not be used, keyed as the original. */
  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /** Returns the topic of models' replies, keyed by the digest of the request. */
  public String callJournal() {
    return prefix + "call-journal";
  }

  /**
   * Returns how the topics should be.
   *
   * @param partitions partitions of the topics that carry the load, at least 1
   */
  public List<TopicSpec> specs(int partitions) {
    return List.of(
        new TopicSpec(trajectories(), partitions, kept(TRAJECTORY_RETENTION)),
        new TopicSpec(patches(), partitions, kept(EVENT_RETENTION)),
        new TopicSpec(skillCommands(), partitions, kept(EVENT_RETENTION)),
        new TopicSpec(skillSnapshots(), partitions, compacted()),
        new TopicSpec(skillVersions(), partitions, compacted()),
        new TopicSpec(skillAnswers(), partitions, answerSettings()),
        new TopicSpec(deadLetters(), partitions, deadLetterSettings()),
        journal(Math.min(partitions, JOURNAL_PARTITIONS)));
  }

  /** Who waits for an answer reads it before the next one to the same skill may replace it. */
  private static Map<String, String> answerSettings() {
    Map<String, String> settings = new HashMap<>(compacted());
    settings.put("min.compaction.lag.ms", Long.toString(ANSWER_LAG.toMillis()));
    return settings;
  }

  /** An entry that is gone costs a call, so age and size may decide, by the broker's clock. */
  private TopicSpec journal(int partitions) {
    Map<String, String> settings = new HashMap<>(kept(JOURNAL_RETENTION));
    settings.put("retention.bytes", Long.toString(JOURNAL_BYTES / partitions));
    settings.put("segment.bytes", Integer.toString(JOURNAL_SEGMENT_BYTES));
    return new TopicSpec(callJournal(), partitions, settings);
  }

  /** A dead letter is the original record and the headers that say why. */
  private static Map<String, String> deadLetterSettings() {
    Map<String, String> settings = new HashMap<>(kept(EVENT_RETENTION));
    settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES + LETTER_BYTES));
    return settings;
  }

  /**
   * Kept from their arrival on: by the time of an old run they would be gone before they are read.
   */
  private static Map<String, String> kept(Duration retention) {
    return Map.of(
        "cleanup.policy",
        "delete",
        "retention.ms",
        Long.toString(retention.toMillis()),
        "message.timestamp.type",
        "LogAppendTime",
        "max.message.bytes",
        Integer.toString(MAX_RECORD_BYTES));
  }

  /** Others consume these: gzip is the one codec that every client reads. */
  private static Map<String, String> compacted() {
    return Map.of(
        "cleanup.policy", "compact",
        "compression.type", "gzip",
        "max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
  }
}
