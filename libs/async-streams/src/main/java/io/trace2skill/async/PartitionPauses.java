// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the pauses of Kafka Streams (full buffers, tasks that restore) apart from those of full
 * stages, on one consumer that knows only one kind: a partition is fetched when neither wants it
 * paused. Stream thread only.
 */
final class PartitionPauses {

  private final Consumer<?, ?> consumer;
  private final Set<TopicPartition> byStreams = new HashSet<>();
  private final Set<TopicPartition> byStage = new HashSet<>();

  PartitionPauses(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  /** Streams pauses. */
  void pause(Collection<TopicPartition> partitions) {
    consumer.pause(partitions);
    byStreams.addAll(partitions);
  }

  /** Streams resumes; what a stage holds stays paused. */
  void resume(Collection<TopicPartition> partitions) {
    Set<TopicPartition> free = new HashSet<>(partitions);
    free.removeAll(byStage);
    consumer.resume(free);
    byStreams.removeAll(partitions);
  }

  /** Returns what Streams believes to be paused. */
  Set<TopicPartition> paused() {
    return Set.copyOf(byStreams);
  }

  boolean anyByStreams() {
    return !byStreams.isEmpty();
  }

  /** Pauses exactly these partitions for the stages; all must be assigned. */
  void hold(Set<TopicPartition> full) {
    Set<TopicPartition> toPause = new HashSet<>(full);
    toPause.removeAll(byStage);
    Set<TopicPartition> toResume = new HashSet<>(byStage);
    toResume.removeAll(full);
    toResume.removeAll(byStreams);
    if (!toPause.isEmpty()) {
      consumer.pause(toPause);
    }
    if (!toResume.isEmpty()) {
      toResume.retainAll(consumer.assignment());
      consumer.resume(toResume);
    }
    byStage.clear();
    byStage.addAll(full);
  }

  /** Forgets partitions that the consumer loses; it forgets their pauses too. */
  void forget(Collection<TopicPartition> partitions) {
    byStreams.removeAll(partitions);
    byStage.removeAll(partitions);
  }
}
