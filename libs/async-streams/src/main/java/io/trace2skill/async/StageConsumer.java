// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The main consumer of one stream thread, seen by Kafka Streams as a plain consumer. Its {@code
 * poll} is the one place where the thread sleeps: there it pauses the input of full tasks, sleeps
 * no longer than the tasks allow, and is woken when one of them has something to do. Stream thread
 * only, except {@link #ring}.
 */
final class StageConsumer implements InvocationHandler, Doorbell {

  /** Keeps the loop gentle when a task has something to do but Kafka Streams does not run it. */
  private static final long MIN_SLEEP_MS = 1;

  /** The sleep while Kafka Streams rebalances and restores: it looks at both only between polls. */
  private static final long SETTLING_SLEEP_MS = 20;

  private static final long SETTLING_MS = 2_000;

  private enum Sleep {
    AWAKE,
    POLLING,
    WOKEN
  }

  private final Consumer<byte[], byte[]> consumer;
  private final String applicationId;
  private final SourceTopics sources;
  private final List<AsyncStage<?, ?>> stages;
  private final LongSupplier clock;
  private final PartitionPauses pauses;
  private final AtomicReference<Sleep> sleep = new AtomicReference<>(Sleep.AWAKE);
  private long lastRecordsMs;
  private long lastRebalanceMs;

  StageConsumer(
      Consumer<byte[], byte[]> consumer,
      String applicationId,
      SourceTopics sources,
      List<AsyncStage<?, ?>> stages,
      LongSupplier clock) {
    this.consumer = consumer;
    this.applicationId = applicationId;
    this.sources = sources;
    this.stages = stages;
    this.clock = clock;
    this.pauses = new PartitionPauses(consumer);
    this.lastRebalanceMs = clock.getAsLong();
  }

  /** Returns this as the consumer that Kafka Streams gets. */
  @SuppressWarnings("unchecked")
  Consumer<byte[], byte[]> proxy() {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            StageConsumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, this);
  }

  /** Ends the sleep, from any thread. Wakes at most once per sleep, and only a sleeper. */
  @Override
  public void ring() {
    if (sleep.compareAndSet(Sleep.POLLING, Sleep.WOKEN)) {
      consumer.wakeup();
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    return switch (method.getName()) {
      case "poll" -> poll((Duration) given[0]);
      case "pause" -> {
        pauses.pause((Collection<TopicPartition>) given[0]);
        yield null;
      }
      case "resume" -> {
        pauses.resume((Collection<TopicPartition>) given[0]);
        yield null;
      }
      case "paused" -> pauses.paused();
      default -> delegate(method, watchRebalances(arguments));
    };
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    List<AsyncCalls<?, ?>> tasks = tasksOfThisThread();
    tasks.forEach(task -> task.connect(this));
    pauses.hold(partitionsOfFull(tasks));
    ConsumerRecords<byte[], byte[]> records = sleep(timeout, tasks);
    if (!records.isEmpty()) {
      lastRecordsMs = clock.getAsLong();
    }
    return records;
  }

  private ConsumerRecords<byte[], byte[]> sleep(Duration timeout, List<AsyncCalls<?, ?>> tasks) {
    sleep.set(Sleep.POLLING);
    try {
      // Asked after the state is set: what a task gets from now on rings.
      return consumer.poll(limit(timeout, tasks));
    } catch (WakeupException woken) {
      sleep.set(Sleep.AWAKE);
      // A stream of completions must not keep the consumer from fetching and rebalancing.
      return ignoringWakeups(() -> consumer.poll(Duration.ZERO));
    } finally {
      sleep.set(Sleep.AWAKE);
    }
  }

  private Duration limit(Duration timeout, List<AsyncCalls<?, ?>> tasks) {
    long nowMs = clock.getAsLong();
    long untilMs = nowMs + timeout.toMillis();
    if (isSettling(nowMs)) {
      untilMs = Math.min(untilMs, nowMs + SETTLING_SLEEP_MS);
    }
    for (AsyncCalls<?, ?> task : tasks) {
      untilMs = Math.min(untilMs, Math.max(task.nextRunMs(), nowMs + MIN_SLEEP_MS));
      long commitDueMs = Math.max(lastRecordsMs, task.lastWorkMs()) + task.commitIntervalMs() + 1;
      if (nowMs < commitDueMs) {
        untilMs = Math.min(untilMs, commitDueMs);
      }
    }
    return Duration.ofMillis(untilMs - nowMs);
  }

  /** A partition that Streams pauses belongs to a task that restores, or its buffer is full. */
  private boolean isSettling(long nowMs) {
    return nowMs - lastRebalanceMs < SETTLING_MS || pauses.anyByStreams();
  }

  private Set<TopicPartition> partitionsOfFull(List<AsyncCalls<?, ?>> tasks) {
    Set<TopicPartition> partitions = new HashSet<>();
    for (AsyncCalls<?, ?> task : tasks) {
      if (task.isFull()) {
        partitions.addAll(sources.of(task.taskId(), applicationId, consumer.assignment()));
      }
    }
    return partitions;
  }

  private List<AsyncCalls<?, ?>> tasksOfThisThread() {
    List<AsyncCalls<?, ?>> tasks = new ArrayList<>();
    for (AsyncStage<?, ?> stage : stages) {
      stage.callsOf(Thread.currentThread()).forEach(tasks::add);
    }
    return tasks;
  }

  private @Nullable Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
    while (true) {
      try {
        return method.invoke(consumer, arguments);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof WakeupException)) {
          throw e.getCause();
        }
        // A ring that came when poll was already over: it has done its work, and is nobody else's.
      }
    }
  }

  private static <T> T ignoringWakeups(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (WakeupException late) {
        // The bell of a thread that was interrupted between ringing and waking; see delegate.
      }
    }
  }

  private Object @Nullable [] watchRebalances(Object @Nullable [] arguments) {
    if (arguments == null) {
      return null;
    }
    Object[] watched = arguments.clone();
    for (int i = 0; i < watched.length; i++) {
      if (watched[i] instanceof ConsumerRebalanceListener listener) {
        watched[i] = new RebalanceWatch(listener);
      }
    }
    return watched;
  }

  /** The consumer forgets the pauses of partitions that it loses, and so must this. */
  private final class RebalanceWatch implements ConsumerRebalanceListener {

    private final ConsumerRebalanceListener streams;

    RebalanceWatch(ConsumerRebalanceListener streams) {
      this.streams = streams;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      pauses.forget(partitions);
      lastRebalanceMs = clock.getAsLong();
      streams.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      pauses.forget(partitions);
      lastRebalanceMs = clock.getAsLong();
      streams.onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      lastRebalanceMs = clock.getAsLong();
      streams.onPartitionsAssigned(partitions);
    }
  }
}
