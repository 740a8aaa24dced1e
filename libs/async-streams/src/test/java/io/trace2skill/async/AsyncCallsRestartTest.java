// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One store that outlives the task, as after a rebalance. */
class AsyncCallsRestartTest {

  @TempDir Path stateDir;

  private final FakeCalls<String, String> function = new FakeCalls<>();
  private final AsyncStage<String, String> stage =
      AsyncStage.builder("calls", Serdes.String(), function).maxInFlight(2).build();
  private final List<Completion<String, String>> completions = new ArrayList<>();
  private KeyValueStore<Long, PendingRequest<String>> store;
  private MockProcessorContext<Void, Void> context;

  @BeforeEach
  void openStore() {
    store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("calls-pending"),
                Serdes.Long(),
                new PendingRequestSerde<>(Serdes.String()))
            .withLoggingDisabled()
            .build();
    context = newContext();
    store.init(context.getStateStoreContext(), store);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aRestartedTaskCallsAgainWhatTheStoreHoldsAndNothingElse() {
    AsyncCalls<String, String> before = start();
    before.submit("a");
    before.submit("b");
    before.submit("c");
    function.succeed(0, "done");
    drain();
    before.close();

    context = newContext();
    AsyncCalls<String, String> after = start();
    assertThat(after.pending()).isEqualTo(2);
    assertThat(function.started).as("no call inside init").containsExactly("a", "b", "c");
    assertThat(after.nextRunMs()).as("the thread must not sleep now").isZero();
    drain();
    assertThat(function.started).containsExactly("a", "b", "c", "b", "c");
    assertThat(stage.metrics().reExecuted()).isEqualTo(2);
    function.succeed(3, "again");
    function.succeed(4, "again");
    drain();
    assertThat(completions).extracting(Completion::request).containsExactly("a", "b", "c");
    assertThat(after.pending()).isZero();
  }

  @Test
  void anAnswerToTheTaskBeforeTheRestartIsDropped() {
    AsyncCalls<String, String> before = start();
    before.submit("a");
    FakeCalls<String, String> old = function;
    before.close();
    context = newContext();
    AsyncCalls<String, String> after = start();
    drain();
    old.succeed(0, "of the closed task");
    drain();
    assertThat(completions).isEmpty();
    assertThat(after.inFlight()).isEqualTo(1);
  }

  @Test
  void aRestartedTaskKeepsTheOrderOfEachKey() {
    AsyncStage<String, String> ordered =
        AsyncStage.builder("calls", Serdes.String(), function)
            .orderedBy(request -> request.charAt(0))
            .build();
    AsyncCalls<String, String> before = ordered.calls(context, completions::add);
    List.of("a1", "a2", "b1", "a3").forEach(before::submit);
    before.close();
    function.started.clear();

    context = newContext();
    AsyncCalls<String, String> after = ordered.calls(context, completions::add);
    after.submit("a4");
    drain();
    assertThat(function.started).containsExactly("a1", "b1");
    for (int call = 2; call < 7; call++) {
      function.succeed(call, "ok");
      drain();
    }
    assertThat(completions)
        .extracting(Completion::request)
        .containsExactly("a1", "b1", "a2", "a3", "a4");
  }

  @Test
  void newRequestsDoNotOverwriteRestoredOnes() {
    AsyncCalls<String, String> before = start();
    before.submit("a");
    before.submit("b");
    before.close();
    context = newContext();
    AsyncCalls<String, String> after = start();
    after.submit("c");
    assertThat(after.pending()).isEqualTo(3);
    assertThat(store.approximateNumEntries()).isEqualTo(3);
  }

  @Test
  void manyClosesLeakNoPermit() {
    for (int i = 0; i < 20; i++) {
      AsyncCalls<String, String> calls = start();
      calls.submit("r" + i);
      assertThat(stage.metrics().inFlight()).isPositive();
      calls.close();
      assertThat(stage.metrics().inFlight()).isZero();
      context = newContext();
    }
  }

  @Test
  void refusesASecondProcessorOfTheSameTask() {
    start();
    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("calls-pending");
  }

  @Test
  void takesOverFromATaskThatWasNeverClosed() {
    AsyncCalls<String, String> lost = start();
    lost.submit("a");
    context = newContext();
    AsyncCalls<String, String> successor = start();
    assertThat(function.isCancelled(0)).isTrue();
    assertThat(successor.pending()).isEqualTo(1);
    assertThat(stage.metrics().inFlight()).isZero();
  }

  @Test
  void anIdleTaskHasNoPunctuator() {
    AsyncCalls<String, String> calls = start();
    assertThat(context.scheduledPunctuators()).isEmpty();
    calls.submit("a");
    assertThat(context.scheduledPunctuators()).hasSize(1);
    function.succeed(0, "done");
    drain();
    assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
  }

  private AsyncCalls<String, String> start() {
    return stage.calls(context, completions::add);
  }

  private void drain() {
    List.copyOf(context.scheduledPunctuators()).stream()
        .filter(punctuator -> !punctuator.cancelled())
        .forEach(punctuator -> punctuator.getPunctuator().punctuate(0));
  }

  private MockProcessorContext<Void, Void> newContext() {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    MockProcessorContext<Void, Void> created =
        new MockProcessorContext<>(config, new TaskId(0, 0), stateDir.toFile());
    created.setCurrentSystemTimeMs(Duration.ofDays(1).toMillis());
    if (store.isOpen()) {
      created.addStateStore(store);
    }
    return created;
  }
}
