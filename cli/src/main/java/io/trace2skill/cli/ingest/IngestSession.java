// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.ingest;

import io.trace2skill.analyst.importer.ImportResult;
import io.trace2skill.analyst.importer.ImportResult.Imported;
import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.TopicReader;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends what the inputs hold to a cluster and returns when it is durable. */
final class IngestSession {

  private static final Map<String, Object> BATCHES = Map.of(ProducerConfig.LINGER_MS_CONFIG, 5);

  private final Cluster cluster;
  private final IngestRecords records;
  private final IngestListener listener;
  private final AtomicLong durable = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private @Nullable KnownRejections known;
  private long read;
  private long duplicates;
  private long rejected;
  private long letters;

  IngestSession(Cluster cluster, String skill, IngestListener listener) {
    this.cluster = cluster;
    this.records =
        new IngestRecords(
            cluster.topics(),
            skill,
            cluster.serde(Trajectory.class, Trajectory.getClassSchema()).serializer());
    this.listener = listener;
  }

  /**
   * Reads everything.
   *
   * @throws RuntimeException of Kafka's clients or the registry, when the cluster fails; what was
   *     durable stays so, and the same ingest can be run again
   */
  IngestCounts run(Inputs inputs, InputStream standardInput) {
    cluster.requireTopics(List.of(cluster.topics().trajectories(), cluster.topics().deadLetters()));
    try (KafkaProducer<String, byte[]> producer =
        cluster.producer(new StringSerializer(), BATCHES)) {
      inputs.read(standardInput, result -> take(result, producer));
      producer.flush();
    }
    throwFailure();
    records.aboutOtherSkills().ifPresent(listener::warn);
    return new IngestCounts(read, durable.get(), duplicates, rejected, letters, refused.get());
  }

  private void take(ImportResult result, Producer<String, byte[]> producer) {
    throwFailure();
    if (result instanceof Imported imported) {
      read++;
      send(imported, producer);
    } else if (result instanceof Rejected bad) {
      read++;
      reject(bad, producer);
    } else if (((Skipped) result).kind() == Skipped.Kind.DUPLICATE) {
      read++;
      duplicates++;
    } else {
      listener.warn(result.origin() + ": " + ((Skipped) result).reason());
    }
    listener.progress(read, durable.get());
  }

  private void send(Imported imported, Producer<String, byte[]> producer) {
    var unused =
        producer.send(
            records.of(imported.trajectory()),
            (metadata, problem) -> {
              if (problem == null) {
                durable.incrementAndGet();
              } else if (problem instanceof RecordTooLargeException) {
                refused.incrementAndGet();
                listener.warn(imported.origin() + ": the brokers find it too large");
              } else {
                failure.compareAndSet(null, problem);
              }
            });
  }

  private void reject(Rejected bad, Producer<String, byte[]> producer) {
    rejected++;
    listener.warn(bad.origin() + ": " + bad.reason());
    if (knownRejections().add(bad.origin().toString(), bad.raw().bytes())) {
      letters++;
      var unused =
          producer.send(
              records.of(bad),
              (metadata, problem) -> {
                if (problem != null) {
                  failure.compareAndSet(null, problem);
                }
              });
    }
  }

  /** Read only when something is rejected: most ingests need not know all dead letters. */
  private KnownRejections knownRejections() {
    if (known == null) {
      KnownRejections all = new KnownRejections();
      try (TopicReader<String> reader = cluster.reader(List.of(cluster.topics().deadLetters()))) {
        reader.readToEnd(all::take);
      }
      known = all;
    }
    return known;
  }

  private void throwFailure() {
    Exception problem = failure.get();
    if (problem instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (problem != null) {
      throw new IllegalStateException("the brokers refuse a record", problem);
    }
  }
}
