// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.pull.Pulling.Outcome;
import io.trace2skill.cli.pull.Pulling.Pulled;
import io.trace2skill.schemas.SchemaRegistryUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the latest versions of skills and pulls each. What cannot be done now (a full disk, a
 * registry that is down, local changes, a hook that fails) is told once and tried again. Runs on
 * one thread; {@link #stop} is for others.
 */
final class Watch {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();

  private final Cluster cluster;
  private final Set<String> skills;
  private final Pulling pulling;
  private final boolean removeDeleted;
  private final WatchListener listener;
  private final LongSupplier nanoTime;
  private final Deserializer<SkillSnapshot> snapshots;
  private final Map<String, ConsumerRecord<String, byte[]>> latest = new TreeMap<>();
  private final Map<String, Long> triedAt = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private volatile boolean stopped;
  private volatile @Nullable TopicReader<String> reader;

  /**
   * @param removeDeleted whether the directory of a deleted skill is removed
   * @param nanoTime the clock
   */
  Watch(
      Cluster cluster,
      Collection<String> skills,
      Pulling pulling,
      boolean removeDeleted,
      WatchListener listener,
      LongSupplier nanoTime) {
    this.cluster = cluster;
    this.skills = new TreeSet<>(skills);
    this.pulling = pulling;
    this.removeDeleted = removeDeleted;
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.snapshots =
        cluster.serde(SkillSnapshot.class, SkillSnapshot.getClassSchema()).deserializer();
  }

  /** Watches until it is stopped or its thread is interrupted. */
  void run() {
    try (TopicReader<String> opened = cluster.reader(List.of(cluster.topics().skillSnapshots()))) {
      reader = opened;
      opened.readToEnd(this::take);
      skills.stream()
          .filter(skill -> !latest.containsKey(skill))
          .forEach(skill -> listener.tell("there is no version of " + skill + " yet; waiting"));
      while (!stopped) {
        bringAll();
        opened.poll(POLL, this::take);
      }
    } catch (WakeupException | InterruptException | InterruptedException e) {
      // Asked to stop. The flag would keep the clients from closing in peace.
      boolean unused = Thread.interrupted();
    }
  }

  /** Asks for the end; thread-safe. */
  void stop() {
    stopped = true;
    TopicReader<String> opened = reader;
    if (opened != null) {
      opened.wakeup();
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (skills.contains(record.key())) {
      latest.put(record.key(), record);
      triedAt.remove(record.key());
    }
  }

  private void bringAll() throws InterruptedException {
    for (Map.Entry<String, ConsumerRecord<String, byte[]>> next : Map.copyOf(latest).entrySet()) {
      Long before = triedAt.get(next.getKey());
      if (before == null || nanoTime.getAsLong() - before >= RETRY_NANOS) {
        if (bring(next.getKey(), next.getValue())) {
          latest.remove(next.getKey());
          triedAt.remove(next.getKey());
          told.remove(next.getKey());
        } else {
          triedAt.put(next.getKey(), nanoTime.getAsLong());
        }
      }
    }
  }

  /** Returns whether nothing is left to do. */
  private boolean bring(String skill, ConsumerRecord<String, byte[]> record)
      throws InterruptedException {
    try {
      return record.value() == null ? deleted(skill) : pull(skill, record);
    } catch (UnusableReleaseException e) {
      tellOnce(skill, String.valueOf(e.getMessage()));
      return true; // the same record stays what it is
    } catch (SkillDirectoryException
        | IOException
        | SerializationException
        | SchemaRegistryUnavailableException e) {
      tellOnce(skill, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private boolean pull(String skill, ConsumerRecord<String, byte[]> record)
      throws UnusableReleaseException, SkillDirectoryException, IOException, InterruptedException {
    Release release = Release.of(snapshots.deserialize(record.topic(), record.value()), skill);
    return report(skill, release.version(), pulling.pull(release));
  }

  private boolean deleted(String skill)
      throws SkillDirectoryException, IOException, InterruptedException {
    if (removeDeleted) {
      return report(skill, 0, pulling.remove(skill));
    }
    listener.tell(skill + " was deleted; its directory stays (see --remove-deleted)");
    return true;
  }

  private boolean report(String skill, long version, Pulled pulled) {
    if (pulled.outcome() != Outcome.UNCHANGED) {
      listener.pulled(skill, version, pulled);
    }
    pulled.hookProblem().ifPresent(problem -> tellOnce(skill, problem));
    // A hook has no second chance after a removal: there is no receipt left to note it on.
    return pulled.hookProblem().isEmpty() || pulled.outcome() == Outcome.REMOVED;
  }

  private void tellOnce(String skill, String message) {
    if (!message.equals(told.put(skill, message))) {
      listener.tell(skill + ": " + message);
    }
  }
}
