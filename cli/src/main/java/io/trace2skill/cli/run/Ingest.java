// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.importer.ImportResult;
import io.trace2skill.analyst.importer.ImportResult.Imported;
import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.analyst.importer.ImportSettings;
import io.trace2skill.analyst.importer.TrajectoryImporter;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.Topics;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads trajectories and puts them into their topic, but for those that the topic holds already: a
 * run that goes on where another stopped reads the same files again.
 */
final class Ingest {

  private final LocalCluster cluster;
  private final EvolveSettings settings;
  private final InputStream standardInput;
  private final Serializer<Trajectory> serializer;
  private final AtomicReference<Exception> sendFailure = new AtomicReference<>();
  private final Set<String> otherSkills = new HashSet<>();

  Ingest(LocalCluster cluster, EvolveSettings settings, InputStream standardInput) {
    this.cluster = cluster;
    this.settings = settings;
    this.standardInput = standardInput;
    this.serializer = cluster.serde(Trajectory.class, Trajectory.getClassSchema()).serializer();
  }

  /**
   * Reads everything and returns when the topic has it.
   *
   * @param account takes what was read, on this thread
   * @throws ExecutionException when the broker refuses a record
   */
  void run(IngestAccount account) throws ExecutionException {
    Set<String> present = present();
    try (KafkaProducer<String, byte[]> producer = cluster.producer()) {
      TrajectoryImporter importer =
          new TrajectoryImporter(
              new ImportSettings(
                  settings.format(),
                  Optional.of(settings.skill()),
                  ImportSettings.DEFAULT_MAX_TRAJECTORY_BYTES));
      for (String path : settings.trajectories()) {
        if (path.equals("-")) {
          importer.read("-", standardInput, result -> take(result, producer, present, account));
        } else {
          importer.read(Path.of(path), result -> take(result, producer, present, account));
        }
      }
      producer.flush();
    }
    Exception failure = sendFailure.get();
    if (failure != null) {
      throw new ExecutionException("the broker refused a trajectory", failure);
    }
  }

  private void take(
      ImportResult result,
      KafkaProducer<String, byte[]> producer,
      Set<String> present,
      IngestAccount account) {
    if (result instanceof Imported imported) {
      Trajectory trajectory = imported.trajectory();
      warnOfOtherSkill(trajectory, account);
      if (!present.contains(trajectory.getTrajectoryId())) {
        send(producer, trajectory);
      }
      account.accepted(trajectory);
    } else if (result instanceof Rejected rejected) {
      reject(producer, rejected);
      account.rejected(rejected);
    } else if (result instanceof Skipped skipped) {
      account.skipped(skipped);
    }
  }

  private void warnOfOtherSkill(Trajectory trajectory, IngestAccount account) {
    if (!trajectory.getSkill().equals(settings.skill()) && otherSkills.add(trajectory.getSkill())) {
      account.warn(
          "some trajectories name the skill %s; they count for it, not for %s"
              .formatted(trajectory.getSkill(), settings.skill()));
    }
  }

  private void send(KafkaProducer<String, byte[]> producer, Trajectory trajectory) {
    String topic = cluster.topics().trajectories();
    Long timestamp =
        trajectory.getEndedAt() == null ? null : trajectory.getEndedAt().toEpochMilli();
    send(
        producer,
        new ProducerRecord<>(
            topic,
            null,
            timestamp,
            trajectory.getTrajectoryId(),
            serializer.serialize(topic, trajectory)));
  }

  private void reject(KafkaProducer<String, byte[]> producer, Rejected rejected) {
    Topics topics = cluster.topics();
    send(
        producer,
        new ProducerRecord<>(
            topics.deadLetters(),
            null,
            null,
            rejected.origin().toString(),
            rejected.raw().bytes(),
            rejected.deadLetter().headers()));
  }

  private void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
    var unused =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure != null) {
                sendFailure.compareAndSet(null, failure);
              }
            });
  }

  private Set<String> present() {
    Set<String> ids = new HashSet<>();
    try (TopicReader<byte[]> reader =
        new TopicReader<>(
            cluster.clientSettings(),
            cluster.topics().trajectories(),
            new ByteArrayDeserializer())) {
      reader.readToEnd(record -> ids.add(record.key()));
    }
    return ids;
  }
}
