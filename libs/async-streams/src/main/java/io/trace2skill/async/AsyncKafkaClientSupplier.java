// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.Topology;

/**
 * Connects the stages of a topology with the consumers that feed them. Give it to {@code new
 * KafkaStreams(topology, config, supplier)}. It
 *
 * <ul>
 *   <li>pauses the source partitions of tasks that are full, so that the backlog stays in the
 *       topic; the pauses of Kafka Streams itself are kept apart;
 *   <li>wakes a stream thread out of {@code poll} when a call has ended, so that {@code poll.ms}
 *       may be long;
 *   <li>shortens {@code poll} while there is something to commit, and until a retry or a time-out
 *       is due.
 * </ul>
 *
 * <p>Without it a stage works as well, but completions wait for {@code poll.ms} and nothing bounds
 * what is pending. It needs the classic group protocol: the {@code streams} protocol does not ask
 * the supplier for the main consumer.
 */
public final class AsyncKafkaClientSupplier implements KafkaClientSupplier {

  private final SourceTopics sources;
  private final List<AsyncStage<?, ?>> stages;

  /**
   * Creates a supplier.
   *
   * @param topology the topology that is run, with the stages' stores in it
   * @param stages all stages of this topology
   */
  public AsyncKafkaClientSupplier(Topology topology, AsyncStage<?, ?>... stages) {
    this.sources = new SourceTopics(topology.describe());
    this.stages = List.of(stages);
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Returns the consumer of a stream thread, which works for the stages. */
  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    String applicationId = String.valueOf(config.get(ConsumerConfig.GROUP_ID_CONFIG));
    return new StageConsumer(
            consumer(config), applicationId, sources, stages, System::currentTimeMillis)
        .proxy();
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
