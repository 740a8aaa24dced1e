// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of Kafka Streams that suit asynchronous stages. */
public final class AsyncStreamsConfig {

  private AsyncStreamsConfig() {}

  /**
   * Returns the settings to start from; a new map, to be completed with {@code application.id},
   * {@code bootstrap.servers} and {@code state.dir}, and to be overridden at will.
   *
   * <ul>
   *   <li>{@code processing.guarantee=exactly_once_v2}: each request gets exactly one committed
   *       completion.
   *   <li>{@code poll.ms=500}: completions wake the thread, so an idle thread may sleep; it is also
   *       what a close can take.
   *   <li>{@code commit.interval.ms=100}: how long a completion stays invisible.
   *   <li>{@code buffered.records.per.partition=16} and {@code max.poll.records=16}: what a full
   *       task still accepts after its partitions were paused.
   *   <li>{@code batch.size=262144} and {@code linger.ms=10} for the producer: requests are large,
   *       and with Kafka's 16 kB each would be a batch, and often a round trip, of its own; what is
   *       ready goes out before the commit that waits for it.
   *   <li>{@code max.request.size=4194304} for the producer: a request goes to the changelog as a
   *       whole; raise it together with {@link AsyncStageBuilder#maxMessageBytes}.
   * </ul>
   *
   * <p>Left at their defaults on purpose: {@code transaction.timeout.ms} (10 s; longer ones delay
   * the take-over by another host) and {@code max.poll.interval.ms}. Recommended besides, because
   * they are the deployment's: a {@code group.instance.id} per instance ({@code
   * consumer.group.instance.id}; restarts then take seconds), a {@code state.dir} on a kept volume,
   * and {@code KafkaStreams.close(CloseOptions)} that leaves the group when the instance goes for
   * good.
   */
  public static Map<String, Object> recommended() {
    Map<String, Object> config = new HashMap<>();
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.POLL_MS_CONFIG, 500);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    config.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 16);
    config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 16);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 10);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 4 << 20);
    return config;
  }
}
