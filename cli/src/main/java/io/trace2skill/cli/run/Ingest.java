// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.importer.ImportResult;
import io.trace2skill.analyst.importer.ImportResult.Imported;
import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.cli.ingest.IngestRecords;
import io.trace2skill.cli.ingest.Inputs;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Reads the inputs and puts into their topics what is not there yet: a run that goes on where
 * another stopped reads the same files again. Runs on a thread of its own; the counts are for
 * everyone.
 */
final class Ingest implements Source {

  private final Inputs inputs;
  private final InputStream standardInput;
  private final IngestRecords records;
  private final Producer<String, byte[]> producer;
  private final RunListener listener;
  private final StopSignal stop;
  private final KnownRecords known;
  private final Batches batches;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();
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
    this.inputs = settings.inputs();
    this.standardInput = standardInput;
    this.records =
        new IngestRecords(
            cluster.topics(),
            settings.skill(),
            cluster.serde(Trajectory.class, Trajectory.getClassSchema()).serializer());
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
      inputs.read(standardInput, this::take);
    } catch (Abandoned e) {
      stop.check();
    }
    producer.flush();
    if (refused.get() != null) {
      throw new RunFailedException("the broker refused a record", refused.get());
    }
    records.aboutOtherSkills().ifPresent(listener::warn);
  }

  private void take(ImportResult result) {
    abandonIfPointless();
    if (result instanceof Imported imported) {
      read.incrementAndGet();
      accept(imported.trajectory());
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

  private void accept(Trajectory trajectory) {
    if (!ids.contains(trajectory.getTrajectoryId())) {
      awaitBatch();
      ids.add(trajectory.getTrajectoryId());
      send(records.of(trajectory));
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
    if (known.rejections().add(rejected.origin().toString(), rejected.raw().bytes())) {
      send(records.of(rejected));
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
    return known.rejections().count();
  }

  /** Ends the reading from inside the importer. */
  private static final class Abandoned extends RuntimeException {}
}
