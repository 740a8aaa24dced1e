// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The yardstick: one thread produces as fast as it can, another consumes the same records under
 * {@code read_committed} at the same time. So each byte goes into the broker once and out of it
 * once, as it does with the stage: out of the input topic, into the changelog.
 */
final class RawWorkload implements Workload {

  private static final Duration POLL = Duration.ofMillis(100);

  @Override
  public Map<String, Double> run(Settings settings, Stop stop) throws Exception {
    CompletableFuture<Void> produced = new CompletableFuture<>();
    Thread producer = new Thread(() -> produce(settings, produced), "produce");
    producer.setDaemon(true);
    producer.start();
    Map<String, Double> figures = consume(settings, produced);
    produced.get();
    figures.putAll(ProcessFigures.now());
    return figures;
  }

  private static void produce(Settings settings, CompletableFuture<Void> produced) {
    Properties properties = new Properties();
    properties.putAll(settings.kafka());
    Payloads payloads = new Payloads(settings.number("bytes"), 1);
    int records = settings.number("warm.up") + settings.number("records");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(settings.text("output"), Payloads.key(i), payloads.value(i)),
                (metadata, failure) -> {
                  if (failure != null) {
                    produced.completeExceptionally(failure);
                  }
                });
      }
    }
    produced.complete(null);
  }

  private static Map<String, Double> consume(Settings settings, CompletableFuture<Void> produced) {
    Properties properties = new Properties();
    properties.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.text("kafka.bootstrap.servers"));
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(Lab.partitions(settings.text("output")));
      Window window = new Window(settings);
      while (!window.isOver() && !produced.isCompletedExceptionally()) {
        window.add(consumer.poll(POLL).count());
      }
      return window.figures();
    }
  }

  /** The time from the last record of the warm-up to the last record. */
  private static final class Window {

    private final int warmUp;
    private final int records;
    private final ProcessHandle broker;
    private int seen;
    private int startedAt;
    private long startNanos;
    private long endNanos;
    private Duration ownCpu = Duration.ZERO;
    private Duration brokerCpu = Duration.ZERO;

    Window(Settings settings) {
      warmUp = settings.number("warm.up");
      records = settings.number("records");
      broker = ProcessHandle.of(settings.number("broker.pid")).orElseThrow();
    }

    void add(int count) {
      boolean wasWarm = seen >= warmUp;
      seen += count;
      if (!wasWarm && seen >= warmUp) {
        startedAt = seen;
        startNanos = System.nanoTime();
        ownCpu = ProcessFigures.cpu(ProcessHandle.current());
        brokerCpu = ProcessFigures.cpu(broker);
      }
      if (isOver()) {
        endNanos = System.nanoTime();
        ownCpu = ProcessFigures.cpu(ProcessHandle.current()).minus(ownCpu);
        brokerCpu = ProcessFigures.cpu(broker).minus(brokerCpu);
      }
    }

    boolean isOver() {
      return seen >= warmUp + records;
    }

    Map<String, Double> figures() {
      double count = seen - startedAt;
      Map<String, Double> figures = new HashMap<>();
      figures.put("rec/s", count / ((endNanos - startNanos) / 1e9));
      figures.put("cpu us/rec", ownCpu.toNanos() / 1e3 / count);
      figures.put("broker us/rec", brokerCpu.toNanos() / 1e3 / count);
      return figures;
    }
  }
}
