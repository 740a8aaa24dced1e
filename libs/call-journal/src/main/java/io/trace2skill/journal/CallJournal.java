// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal of entries in a topic, outside any transaction. An entry is on all replicas when {@link
 * #put} completes, and every journal of the same topic finds it a moment later: all of them follow
 * the topic and know in memory where each entry is, at some 32 bytes for an entry. Entries go when
 * the topic's retention says so. Thread-safe.
 */
public final class CallJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallJournal.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final JournalSettings settings;
  private final LocationIndex index = new LocationIndex();
  private final KafkaProducer<byte[], byte[]> producer;
  private final Tail tail;
  private final Lookups lookups;
  private final Thread tailThread;
  private final Thread lookupThread;
  private final CompletableFuture<Boolean> known;

  private CallJournal(JournalSettings settings) {
    this.settings = settings;
    this.producer = JournalClients.producer(settings);
    this.tail = new Tail(settings, index);
    this.lookups = new Lookups(settings);
    this.tailThread = daemon("call-journal-tail", tail);
    this.lookupThread = daemon("call-journal-lookup", lookups);
    this.known =
        tail.caughtUp()
            .copy()
            .completeOnTimeout(false, settings.startPatience().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Opens a journal and returns at once; neither the brokers nor the topic need be there yet.
   *
   * @throws KafkaException when the settings are not what Kafka clients take
   */
  public static CallJournal open(JournalSettings settings) {
    CallJournal journal = new CallJournal(settings);
    CompletableFuture<Void> unused =
        journal.known.thenAccept(
            all -> {
              if (!all) {
                LOG.warn(
                    "what the call journal {} holds is not known in time; some calls may be made"
                        + " again",
                    settings.topic());
              }
            });
    journal.tailThread.start();
    journal.lookupThread.start();
    return journal;
  }

  /**
   * Looks for the latest entry of a key.
   *
   * @param key a digest of at least 16 bytes
   * @return completes with empty when there is none, or retention has taken it; fails when the
   *     brokers do not answer. Waits while the journal learns what the topic holds
   */
  public CompletableFuture<Optional<byte[]>> find(byte[] key) {
    byte[] wanted = JournalKey.checked(key).clone();
    return known.isDone() ? search(wanted) : known.thenCompose(all -> search(wanted));
  }

  private CompletableFuture<Optional<byte[]>> search(byte[] key) {
    Optional<Location> location = index.find(key);
    if (location.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return lookups.read(location.get()).thenApply(record -> value(key, location.get(), record));
  }

  private Optional<byte[]> value(
      byte[] key, Location location, Optional<ConsumerRecord<byte[], byte[]>> record) {
    if (record.isEmpty()) {
      index.remove(key, location);
    }
    return record
        .filter(found -> Arrays.equals(key, found.key()))
        .flatMap(found -> Optional.ofNullable(found.value()));
  }

  /**
   * Keeps an entry.
   *
   * @param key a digest of at least 16 bytes
   * @return completes once the entry is on all replicas and this journal finds it; fails when it
   *     could not be written
   */
  public CompletableFuture<Void> put(byte[] key, byte[] entry) {
    byte[] own = JournalKey.checked(key).clone();
    return write(own, entry, location -> index.put(own, location));
  }

  /**
   * Makes the entries of a key unfindable.
   *
   * @param key a digest of at least 16 bytes
   * @return completes once that is on all replicas; fails when it could not be written
   */
  public CompletableFuture<Void> strike(byte[] key) {
    byte[] own = JournalKey.checked(key).clone();
    return write(own, null, location -> index.remove(own, location));
  }

  private CompletableFuture<Void> write(
      byte[] key, byte @Nullable [] value, Consumer<Location> written) {
    int partitions = tail.partitions();
    if (partitions == 0) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("the topic " + settings.topic() + " is not there"));
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  settings.topic(), JournalKey.partition(key, partitions), key, value),
              (place, failure) -> {
                if (failure != null) {
                  done.completeExceptionally(failure);
                } else {
                  written.accept(new Location(place.partition(), place.offset()));
                  done.complete(null);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  /** Returns how many entries the journal knows. */
  public int size() {
    return index.size();
  }

  /** Writes what was put, and ends; searches that run are cancelled. */
  @Override
  public void close() {
    tail.close();
    lookups.close(lookupThread);
    producer.close(CLOSE_PATIENCE);
    try {
      tailThread.join(CLOSE_PATIENCE.toMillis());
      lookupThread.join(CLOSE_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
