// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ParallelConsumerOptionsBuilder;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Confluent's parallel consumer in its unordered mode, a thread for each call in flight, either
 * with its transactions or at least once.
 */
final class ParallelConsumerWorkload implements Workload {

  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
  private static final int MAX_REQUEST_BYTES = 4 << 20;

  @Override
  public Map<String, Double> run(Settings settings, Stop stop) throws Exception {
    int latencyMs = settings.number("latency.ms");
    int resultBytes = settings.number("result.bytes");
    String output = settings.text("output");
    ParallelStreamProcessor<byte[], byte[]> processor =
        ParallelStreamProcessor.createEosStreamProcessor(options(settings));
    processor.subscribe(List.of(settings.text("input")));
    processor.pollAndProduce(
        context -> {
          if (latencyMs > 0) {
            PlainStreamsWorkload.sleep(latencyMs);
          }
          return new ProducerRecord<>(output, context.key(), Stamp.result(resultBytes));
        });
    stop.await();
    Map<String, Double> figures = ProcessFigures.now();
    processor.closeDontDrainFirst();
    return figures;
  }

  private static ParallelConsumerOptions<byte[], byte[]> options(Settings settings) {
    boolean transactions = settings.flag("transactions");
    ParallelConsumerOptionsBuilder<byte[], byte[]> options =
        ParallelConsumerOptions.<byte[], byte[]>builder()
            .ordering(ProcessingOrder.UNORDERED)
            .maxConcurrency(settings.number("in.flight"))
            .commitInterval(COMMIT_INTERVAL)
            .consumer(consumer(settings))
            .producer(producer(settings, transactions))
            .commitMode(
                transactions
                    ? CommitMode.PERIODIC_TRANSACTIONAL_PRODUCER
                    : CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS);
    if (transactions) {
      options.allowEagerProcessingDuringTransactionCommit(true);
    }
    return options.build();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Settings settings) {
    Properties properties = new Properties();
    properties.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.text("kafka.bootstrap.servers"));
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.text("kafka.application.id"));
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static KafkaProducer<byte[], byte[]> producer(Settings settings, boolean transactions) {
    Properties properties = new Properties();
    properties.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.text("kafka.bootstrap.servers"));
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    if (transactions) {
      properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.text("kafka.application.id"));
    }
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
