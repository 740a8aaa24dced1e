// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads single entries whose place is known. What is wanted at the same time is read in the order
 * of the log, so that neighbours come with one fetch.
 */
final class Lookups implements Runnable {

  private static final Duration POLL = Duration.ofMillis(100);

  /** Reading on over that many records is quicker than going somewhere else. */
  private static final int NEAR = 64;

  private final JournalSettings settings;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BlockingQueue<Lookup> queue = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  Lookups(JournalSettings settings) {
    this.settings = settings;
    this.consumer = JournalClients.picker(settings);
  }

  /**
   * Reads the record at a location.
   *
   * @return completes on this object's thread, with empty when the location holds no record of the
   *     key any more
   */
  CompletableFuture<Optional<ConsumerRecord<byte[], byte[]>>> read(Location location) {
    Lookup lookup = new Lookup(location, new CompletableFuture<>());
    queue.add(lookup);
    if (closed) {
      lookup.result().cancel(true);
    }
    return lookup.result();
  }

  void close(Thread thread) {
    closed = true;
    consumer.wakeup();
    thread.interrupt();
  }

  @Override
  public void run() {
    List<Lookup> wanted = new ArrayList<>();
    try (consumer) {
      while (!closed) {
        wanted.clear();
        wanted.add(queue.take());
        queue.drainTo(wanted);
        byPartition(wanted).forEach(this::serve);
      }
    } catch (InterruptedException | WakeupException e) {
      Thread.interrupted();
    } finally {
      queue.drainTo(wanted);
      wanted.forEach(lookup -> lookup.result().cancel(true));
    }
  }

  private Map<Integer, NavigableMap<Long, List<Lookup>>> byPartition(List<Lookup> wanted) {
    Map<Integer, NavigableMap<Long, List<Lookup>>> sorted = new HashMap<>();
    for (Lookup lookup : wanted) {
      sorted
          .computeIfAbsent(lookup.location().partition(), partition -> new TreeMap<>())
          .computeIfAbsent(lookup.location().offset(), offset -> new ArrayList<>())
          .add(lookup);
    }
    return sorted;
  }

  private void serve(int number, NavigableMap<Long, List<Lookup>> wanted) {
    TopicPartition partition = new TopicPartition(settings.topic(), number);
    long started = System.nanoTime();
    long position = Long.MIN_VALUE;
    while (!wanted.isEmpty()) {
      if (closed) {
        throw new WakeupException();
      }
      long target = wanted.firstKey();
      try {
        if (position == Long.MIN_VALUE) {
          consumer.assign(List.of(partition));
        }
        if (target < position || target - position > NEAR || position == Long.MIN_VALUE) {
          consumer.seek(partition, target);
        }
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          settle(wanted, found);
        }
        position = consumer.position(partition, POLL);
        gone(wanted.headMap(position));
        if (System.nanoTime() - started > settings.readPatience().toNanos()) {
          fail(wanted, new TimeoutException("the journal's topic cannot be read in time"));
        }
      } catch (WakeupException e) {
        throw e;
      } catch (KafkaException e) {
        fail(wanted.headMap(target, true), e);
        position = Long.MIN_VALUE;
      }
    }
  }

  private static void settle(
      NavigableMap<Long, List<Lookup>> wanted, ConsumerRecord<byte[], byte[]> found) {
    List<Lookup> all = wanted.remove(found.offset());
    if (all != null) {
      all.forEach(lookup -> lookup.result().complete(Optional.of(found)));
    }
  }

  private static void gone(Map<Long, List<Lookup>> wanted) {
    take(wanted).forEach(lookup -> lookup.result().complete(Optional.empty()));
  }

  private static void fail(Map<Long, List<Lookup>> wanted, Exception cause) {
    take(wanted).forEach(lookup -> lookup.result().completeExceptionally(cause));
  }

  private static List<Lookup> take(Map<Long, List<Lookup>> wanted) {
    List<Lookup> taken = new ArrayList<>();
    for (Iterator<List<Lookup>> all = wanted.values().iterator(); all.hasNext(); all.remove()) {
      taken.addAll(all.next());
    }
    return taken;
  }

  private record Lookup(
      Location location, CompletableFuture<Optional<ConsumerRecord<byte[], byte[]>>> result) {}
}
