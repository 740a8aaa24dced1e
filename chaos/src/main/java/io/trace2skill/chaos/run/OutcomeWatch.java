// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.chaos.books.Books.Event;
import io.trace2skill.chaos.books.Books.Version;
import io.trace2skill.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Follows what is committed while the campaign runs. */
final class OutcomeWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final CommittedReader reader;
  private final Topics topics;
  private final Ledger ledger;
  private final Arrivals arrivals = new Arrivals();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final Set<String> patched = ConcurrentHashMap.newKeySet();
  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> partitionOfSkill = new HashMap<>();
  private final Thread thread = new Thread(this::run, "outcome-watch");
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private volatile boolean stopped;

  OutcomeWatch(CommittedReader reader, Topics topics, Ledger ledger) {
    this.reader = reader;
    this.topics = topics;
    this.ledger = ledger;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Arrivals arrivals() {
    return arrivals;
  }

  /** Returns how many acknowledged trajectories have no outcome yet. */
  long withoutOutcome() {
    return ledger.sent().stream().filter(id -> !ended.contains(id)).count();
  }

  /** Returns how many patches are behind no version yet. */
  long unpublished() {
    return patched.stream().filter(id -> !published.contains(id)).count();
  }

  private void run() {
    try {
      follow();
      finished.complete(null);
    } catch (RuntimeException e) {
      finished.completeExceptionally(e);
    }
  }

  private void follow() {
    try (KafkaConsumer<String, byte[]> consumer =
        reader.consumer(List.of(topics.patches(), topics.skillVersions()))) {
      while (!stopped) {
        consumer.poll(POLL).forEach(this::take);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(topics.patches())) {
      take(record.partition(), reader.event(record));
    } else {
      take(reader.version(record));
    }
  }

  private void take(int partition, Event event) {
    partitionOfSkill.put(event.skill(), partition);
    if (!event.isOutcome()) {
      return;
    }
    if (event.kind() == AnalysisKind.PATCH_PROPOSED) {
      patched.add(event.trajectoryId());
    }
    ended.add(event.trajectoryId());
    ledger
        .partition(event.trajectoryId())
        .ifPresent(source -> arrivals.add(Instant.now(), new Arrivals.Lane(Role.ANALYST, source)));
  }

  private void take(Version version) {
    published.addAll(version.trajectories());
    Integer partition = partitionOfSkill.get(version.skill());
    if (partition != null) {
      arrivals.add(Instant.now(), new Arrivals.Lane(Role.MERGE, partition));
    }
  }

  @Override
  public void close() {
    stopped = true;
    finished.join();
  }
}
