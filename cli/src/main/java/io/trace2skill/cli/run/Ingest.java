// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.importer.ImportResult;
import io.trace2skill.analyst.importer.ImportResult.Imported;
import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.Topics;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads the inputs and puts into their topics what is not there yet: a run that goes on where
 * another stopped reads the same files again. Runs on a thread of its own; the counts are for
 * everyone.
 */
final class Ingest implements Source {

  private final EvolveSettings settings;
  private final Inputs inputs;
  private final Topics topics;
  private final Serializer<Trajectory> serializer;
  private final Producer<String, byte[]> producer;
  private final RunListener listener;
  private final StopSignal stop;
  private final KnownRecords known;
  private final Batches batches;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final Set<String> otherSkills = new TreeSet<>();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();
  private final AtomicLong renamed = new AtomicLong();
  private final AtomicReference<Exception> refused = new AtomicReference<>();

  /**
   * @param standardInput read for the path {@code -}; not closed
   * @param known what the topics hold already
   * @param batches lets new trajectories through
   */
  Ingest(
      EvolveSettings settings,
      InputStream standardInput,
      RunCluster cluster,
      Producer<String, byte[]> producer,
      KnownRecords known,
      Batches batches,
      RunListener listener,
      StopSignal stop) {
    this.settings = settings;
    this.inputs = new Inputs(settings, standardInput);
    this.topics = cluster.topics();
    this.serializer = cluster.serde(Trajectory.class, Trajectory.getClassSchema()).serializer();
    this.producer = producer;
    this.known = known;
    this.batches = batches;
    this.listener = listener;
    this.stop = stop;
    ids.addAll(known.trajectories());
  }

  /**
   * Reads everything and returns when the topics have it.
   *
   * @throws StoppedException when the run is asked to stop
   * @throws RunFailedException when the broker refuses a record
   */
  void run() throws StoppedException, RunFailedException {
    try {
      inputs.read(this::take);
    } catch (Abandoned e) {
      stop.check();
    }
    producer.flush();
    if (refused.get() != null) {
      throw new RunFailedException("the broker refused a record", refused.get());
    }
    tellOtherSkills();
  }

  private void take(ImportResult result) {
    abandonIfPointless();
    if (result instanceof Imported imported) {
      read.incrementAndGet();
      accept(forSkill(imported.trajectory()));
    } else if (result instanceof Rejected rejected) {
      read.incrementAndGet();
      reject(rejected);
    } else if (result instanceof Skipped skipped && skipped.kind() == Skipped.Kind.DUPLICATE) {
      read.incrementAndGet();
      duplicates.incrementAndGet();
    } else {
      listener.warn(result.origin() + ": " + ((Skipped) result).reason());
    }
  }

  private Trajectory forSkill(Trajectory trajectory) {
    if (trajectory.getSkill().equals(settings.skill())) {
      return trajectory;
    }
    otherSkills.add(trajectory.getSkill());
    renamed.incrementAndGet();
    return Trajectory.newBuilder(trajectory).setSkill(settings.skill()).build();
  }

  private void accept(Trajectory trajectory) {
    if (!ids.contains(trajectory.getTrajectoryId())) {
      awaitBatch();
      ids.add(trajectory.getTrajectoryId());
      String topic = topics.trajectories();
      Long timestamp =
          trajectory.getEndedAt() == null ? null : trajectory.getEndedAt().toEpochMilli();
      byte[] value = serializer.serialize(topic, trajectory);
      send(new ProducerRecord<>(topic, null, timestamp, trajectory.getTrajectoryId(), value));
    }
  }

  private void awaitBatch() {
    try {
      batches.enter();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Abandoned();
    }
  }

  private void reject(Rejected rejected) {
    listener.warn(rejected.origin() + ": " + rejected.reason());
    byte[] raw = rejected.raw().bytes();
    if (known.addRejection(rejected.origin().toString(), raw)) {
      send(
          new ProducerRecord<>(
              topics.deadLetters(),
              null,
              null,
              rejected.origin().toString(),
              raw,
              rejected.deadLetter().headers()));
    }
  }

  private void send(ProducerRecord<String, byte[]> record) {
    var unused =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure != null) {
                refused.compareAndSet(null, failure);
              }
            });
  }

  private void abandonIfPointless() {
    try {
      stop.check();
    } catch (StoppedException e) {
      throw new Abandoned();
    }
    if (refused.get() != null) {
      throw new Abandoned();
    }
  }

  private void tellOtherSkills() {
    if (!otherSkills.isEmpty()) {
      listener.warn(
          "%d trajectories name another skill (%s); --skill decides, so they count for %s"
              .formatted(
                  renamed.get(),
                  otherSkills.stream().limit(3).collect(Collectors.joining(", ")),
                  settings.skill()));
    }
  }

  /** Returns how many records the inputs had so far. */
  @Override
  public long read() {
    return read.get();
  }

  /** Returns how many of them repeat a trajectory that was read before. */
  @Override
  public long duplicates() {
    return duplicates.get();
  }

  /** Returns how many trajectories the topic holds so far, those of earlier runs included. */
  @Override
  public int inTopic() {
    return ids.size();
  }

  @Override
  public long rejections() {
    return known.rejections();
  }

  /** Ends the reading from inside the importer. */
  private static final class Abandoned extends RuntimeException {}
}
