// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageConsumerTest {

  private static final TopicPartition MINE = new TopicPartition("in", 0);
  private static final TopicPartition SIBLING = new TopicPartition("in", 1);
  private static final TopicPartition OTHER = new TopicPartition("other", 0);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path stateDir;

  private final FakeCalls<String, String> function = new FakeCalls<>();
  private final AsyncStage<String, String> stage =
      AsyncStage.builder("calls", Serdes.String(), function)
          .maxPendingPerTask(4)
          .timeout(Duration.ofMinutes(10))
          .build();
  private final SpyConsumer broker = new SpyConsumer();
  private long nowMs = 1_000_000;
  private MockProcessorContext<Void, Void> context;
  private StageConsumer inner;
  private Consumer<byte[], byte[]> consumer;
  private AsyncCalls<String, String> calls;

  @BeforeEach
  void startOneTask() {
    Topology topology =
        new Topology()
            .addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
    inner =
        new StageConsumer(
            broker, "app", new SourceTopics(topology.describe()), List.of(stage), () -> nowMs);
    consumer = inner.proxy();
    context = newContext();
    calls = stage.calls(context, completion -> {});
    assign(MINE, SIBLING, OTHER);
    nowMs += 10_000; // the assignment is long ago
    context.setCurrentSystemTimeMs(nowMs);
  }

  @Test
  void pausesTheInputOfAFullTaskAndGoesOnAtHalf() {
    submit("a", "b", "c");
    consumer.poll(LONG);
    assertThat(broker.paused()).isEmpty();
    submit("d");
    consumer.poll(LONG);
    assertThat(broker.paused()).containsExactly(MINE);
    finish(0);
    consumer.poll(LONG);
    assertThat(broker.paused()).as("three of four").containsExactly(MINE);
    finish(1);
    consumer.poll(LONG);
    assertThat(broker.paused()).as("half").isEmpty();
  }

  @Test
  void neitherKindOfPauseUndoesTheOther() {
    submit("a", "b", "c", "d");
    consumer.pause(List.of(MINE, OTHER));
    consumer.poll(LONG);
    assertThat(consumer.paused()).containsExactlyInAnyOrder(MINE, OTHER);
    consumer.resume(List.of(MINE, OTHER));
    assertThat(consumer.paused()).as("what Streams sees").isEmpty();
    assertThat(broker.paused()).as("what the stage holds").containsExactly(MINE);

    consumer.pause(List.of(MINE));
    finish(0);
    finish(1);
    consumer.poll(LONG);
    assertThat(broker.paused()).as("what Streams holds").containsExactly(MINE);
    consumer.resume(List.of(MINE));
    assertThat(broker.paused()).isEmpty();
  }

  @Test
  void pausesAnewWhatWasLostAndComesBack() {
    submit("a", "b", "c", "d");
    consumer.pause(List.of(OTHER));
    consumer.poll(LONG);
    assign(SIBLING);
    assertThat(consumer.paused()).isEmpty();
    assign(MINE, OTHER);
    assertThat(broker.paused()).isEmpty();
    consumer.poll(LONG);
    assertThat(broker.paused()).as("its task is still full").containsExactly(MINE);
  }

  @Test
  void aRingEndsTheSleepWithoutAnException() {
    broker.schedulePollTask(inner::ring);
    assertThat(consumer.poll(LONG).isEmpty()).isTrue();
    assertThat(broker.wakeups).isEqualTo(1);
    assertThat(broker.sleeps).as("a whole pass follows").containsExactly(LONG, Duration.ZERO);
  }

  @Test
  void manyRingsWakeOnceAndNobodyWhoIsAwake() {
    inner.ring();
    broker.schedulePollTask(
        () -> {
          inner.ring();
          inner.ring();
        });
    consumer.poll(LONG);
    inner.ring();
    consumer.poll(LONG);
    assertThat(broker.wakeups).isEqualTo(1);
  }

  @Test
  void aRingThatComesTooLateHurtsNoOtherCall() {
    broker.lateWakeup = true;
    assertThat(consumer.position(MINE)).isZero();
    assertThat(broker.lateWakeup).isFalse();
  }

  @Test
  void aCompletionRingsWhileTheThreadSleepsAndKeepsItAwakeOtherwise() {
    submit("a", "b");
    nowMs = context.currentSystemTimeMs() + 10_000;
    broker.schedulePollTask(() -> function.succeed(0, "ok"));
    consumer.poll(LONG);
    assertThat(broker.wakeups).isEqualTo(1);
    broker.sleeps.clear();
    consumer.poll(LONG);
    assertThat(broker.sleeps).as("not drained yet").containsExactly(Duration.ofMillis(1));
    drain();
    broker.sleeps.clear();
    nowMs += 10_000;
    consumer.poll(LONG);
    assertThat(broker.sleeps).containsExactly(LONG);
  }

  @Test
  void sleepsNoLongerThanUntilTheNextCommit() {
    submit("a");
    nowMs = context.currentSystemTimeMs() + 40;
    consumer.poll(LONG);
    assertThat(broker.sleeps).containsExactly(Duration.ofMillis(61));
  }

  @Test
  void sleepsNoLongerThanUntilACallRunsOutOfTime() {
    submit("a");
    nowMs = context.currentSystemTimeMs() + Duration.ofMinutes(10).toMillis() - 500;
    consumer.poll(LONG);
    assertThat(broker.sleeps).containsExactly(Duration.ofMillis(500));
  }

  @Test
  void looksOftenWhileKafkaStreamsRebalancesOrRestores() {
    consumer.poll(LONG);
    consumer.pause(List.of(MINE));
    consumer.poll(LONG);
    consumer.resume(List.of(MINE));
    assign(MINE);
    consumer.poll(LONG);
    assertThat(broker.sleeps).containsExactly(LONG, Duration.ofMillis(20), Duration.ofMillis(20));
  }

  private void submit(String... requests) {
    List.of(requests).forEach(calls::submit);
  }

  private void finish(int call) {
    function.succeed(call, "ok");
    drain();
  }

  private void drain() {
    List.copyOf(context.scheduledPunctuators()).stream()
        .filter(punctuator -> !punctuator.cancelled())
        .forEach(punctuator -> punctuator.getPunctuator().punctuate(0));
  }

  private void assign(TopicPartition... partitions) {
    if (broker.subscription().isEmpty()) {
      consumer.subscribe(Set.of("in", "other"), new NoListener());
    }
    broker.rebalance(List.of(partitions));
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    List.of(partitions).forEach(partition -> beginnings.put(partition, 0L));
    broker.updateBeginningOffsets(beginnings);
  }

  private MockProcessorContext<Void, Void> newContext() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    MockProcessorContext<Void, Void> created =
        new MockProcessorContext<>(config, new TaskId(0, 0), stateDir.toFile());
    created.setCurrentSystemTimeMs(nowMs);
    KeyValueStore<Long, PendingRequest<String>> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("calls-pending"),
                Serdes.Long(),
                new PendingRequestSerde<>(Serdes.String()))
            .withLoggingDisabled()
            .build();
    store.init(created.getStateStoreContext(), store);
    created.addStateStore(store);
    return created;
  }

  private static final class NoListener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
  }

  /** Records how long it is asked to sleep; does not sleep. */
  private static final class SpyConsumer extends MockConsumer<byte[], byte[]> {

    private final List<Duration> sleeps = new ArrayList<>();
    private int wakeups;
    private boolean lateWakeup;

    SpyConsumer() {
      super("earliest");
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      sleeps.add(timeout);
      return super.poll(timeout);
    }

    /** As the real one does, and the mock does not: what is lost is no longer paused. */
    @Override
    public synchronized void rebalance(Collection<TopicPartition> assignment) {
      Set<TopicPartition> lost = new HashSet<>(paused());
      lost.removeAll(assignment);
      resume(lost);
      super.rebalance(assignment);
    }

    @Override
    public synchronized void wakeup() {
      wakeups++;
      super.wakeup();
    }

    @Override
    public synchronized long position(TopicPartition partition) {
      if (lateWakeup) {
        lateWakeup = false;
        throw new WakeupException();
      }
      return super.position(partition);
    }
  }
}
