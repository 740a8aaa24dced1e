// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import static java.util.Objects.requireNonNull;

import io.trace2skill.service.http.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an instance of the streams running until the service is to stop. */
final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration MOMENT = Duration.ofMillis(200);

  private final ClusterSetup setup;
  private final Function<ClusterSetup, StreamsInstance> instances;
  private final Health health;
  private final Metrics metrics;
  private final StopSignal stop;
  private final Backoff backoff = new Backoff();
  private final AtomicLong restarts = new AtomicLong();

  /**
   * @param instances makes an instance, not started yet
   */
  Supervisor(
      ClusterSetup setup,
      Function<ClusterSetup, StreamsInstance> instances,
      Health health,
      Metrics metrics,
      StopSignal stop) {
    this.setup = setup;
    this.instances = instances;
    this.health = health;
    this.metrics = metrics;
    this.stop = stop;
  }

  /** Returns how often the streams were started anew after a failure. */
  long restarts() {
    return restarts.get();
  }

  /**
   * Runs until the service is to stop.
   *
   * @throws ServiceFailedException when the streams fail for good
   */
  void run() throws InterruptedException, ServiceFailedException {
    while (setup.await(stop)) {
      try {
        runInstance();
      } catch (StreamsFailedException e) {
        goOnOrFail(e.getCause());
      }
    }
  }

  private void goOnOrFail(Throwable failure) throws ServiceFailedException, InterruptedException {
    if (!FailurePolicy.mayPass(failure)) {
      throw new ServiceFailedException("the streams failed", failure);
    }
    restarts.incrementAndGet();
    Duration wait = backoff.next();
    health.runsNoMore("the streams failed and start anew: " + failure.getMessage());
    LOG.warn("the streams failed; they start anew in {} s", wait.toSeconds(), failure);
    stop.await(wait);
  }

  private void runInstance() throws InterruptedException, StreamsFailedException {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    try (Measured measured = new Measured(instances.apply(setup), metrics)) {
      StreamsInstance instance = measured.instance();
      instance.start(failure::complete);
      health.runs(instance);
      LOG.info("the streams start");
      while (!stop.await(MOMENT)) {
        check(instance.kafkaStreams().state(), failure);
      }
      LOG.info("the service stops");
    } finally {
      health.runsNoMore("the service stops");
    }
  }

  private void check(KafkaStreams.State state, CompletableFuture<Throwable> failure)
      throws StreamsFailedException {
    if (state == KafkaStreams.State.RUNNING) {
      backoff.reset();
    }
    if (failure.isDone()) {
      throw new StreamsFailedException(failure.join());
    }
    if (state == KafkaStreams.State.ERROR) {
      throw new StreamsFailedException(
          new IllegalStateException("the streams ended in the state ERROR without saying why"));
    }
  }

  /** An instance whose numbers are told as long as it lives. */
  private record Measured(StreamsInstance instance, Metrics.Binding binding)
      implements AutoCloseable {

    Measured(StreamsInstance instance, Metrics metrics) {
      this(instance, metrics.bind(instance.kafkaStreams(), instance.measures()));
    }

    @Override
    public void close() {
      binding.close();
      instance.close();
    }
  }

  private static final class StreamsFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    StreamsFailedException(Throwable cause) {
      super(cause);
    }

    @Override
    public synchronized Throwable getCause() {
      return requireNonNull(super.getCause());
    }
  }
}
