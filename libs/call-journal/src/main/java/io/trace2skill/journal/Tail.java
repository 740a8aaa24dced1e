// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topic from its beginning on and keeps the index up to date. */
final class Tail implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long BETWEEN_LOOKS_MS = 50;
  private static final long BETWEEN_REPAIRS_MS = 1_000;
  private static final long PRUNE_EVERY_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final JournalSettings settings;
  private final LocationIndex index;
  private final CompletableFuture<Boolean> caughtUp = new CompletableFuture<>();
  private final KafkaConsumer<byte[], Boolean> consumer;
  private volatile int partitions;
  private volatile boolean closed;

  Tail(JournalSettings settings, LocationIndex index) {
    this.settings = settings;
    this.index = index;
    this.consumer = JournalClients.follower(settings, new Presence());
  }

  /** Completes once all that the topic held at the start is in the index. */
  CompletableFuture<Boolean> caughtUp() {
    return caughtUp;
  }

  /** Returns the number of partitions; 0 while the topic is not there. */
  int partitions() {
    return partitions;
  }

  void close() {
    closed = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (consumer) {
      List<TopicPartition> all = find();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      follow(all);
    } catch (WakeupException e) {
      // closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      LOG.error("the call journal {} is not followed any more", settings.topic(), e);
    } finally {
      caughtUp.complete(false);
    }
  }

  /** Waits for a topic that is still being created. */
  private List<TopicPartition> find() throws InterruptedException {
    while (true) {
      try {
        List<TopicPartition> found =
            consumer.partitionsFor(settings.topic(), POLL).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (!found.isEmpty()) {
          partitions = found.size();
          return found;
        }
      } catch (RetriableException e) {
        LOG.debug("{} is not there yet", settings.topic(), e);
      }
      if (closed) {
        throw new WakeupException();
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
  }

  private void follow(List<TopicPartition> all) throws InterruptedException {
    Map<TopicPartition, Long> ends = null;
    long pruned = System.nanoTime();
    while (!closed) {
      try {
        ends = ends == null ? consumer.endOffsets(all) : ends;
        if (!caughtUp.isDone() && isPast(ends)) {
          caughtUp.complete(true);
          LOG.debug("the call journal {} holds {} entries", settings.topic(), index.size());
        }
        consumer.poll(POLL).forEach(this::enter);
        if (System.nanoTime() - pruned > PRUNE_EVERY_NANOS) {
          pruned = System.nanoTime();
          consumer
              .beginningOffsets(all)
              .forEach((partition, first) -> index.prune(partition.partition(), first));
        }
      } catch (RetriableException e) {
        LOG.warn("the call journal {} cannot be followed for a moment", settings.topic(), e);
        TimeUnit.MILLISECONDS.sleep(BETWEEN_REPAIRS_MS);
      }
    }
  }

  private boolean isPast(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void enter(ConsumerRecord<byte[], Boolean> record) {
    if (record.key() == null || !JournalKey.isKey(record.key())) {
      return;
    }
    Location location = new Location(record.partition(), record.offset());
    if (record.value() != null) {
      index.put(record.key(), location);
    } else {
      index.remove(record.key(), location);
    }
  }

  /** Reads of a value only that there is one. */
  private static final class Presence implements Deserializer<Boolean> {
    @Override
    public Boolean deserialize(String topic, byte[] data) {
      return true;
    }

    @Override
    public Boolean deserialize(String topic, Headers headers, ByteBuffer data) {
      return true;
    }
  }
}
