// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Measures how long committed outcomes stay away when analyst instances come and go. */
public final class Restarts {

  private static final Duration WARM_UP = Duration.ofMinutes(6);
  private static final Duration CALM = Duration.ofSeconds(20);
  private static final int LOOK_EVERY_MS = 100;

  private final CampaignSettings settings;
  private final int repeat;
  private final Consumer<String> progress;

  /**
   * One change and what it cost.
   *
   * @param what was done
   * @param recovery until each task that was at work had a new outcome in sight; empty when that
   *     took longer than was waited
   * @param gap longest time without any outcome in what was waited
   */
  public record Sample(String what, Optional<Duration> recovery, Duration gap) {}

  /**
   * @param settings of the deployment; it begins with one instance of each stream
   * @param repeat how often each restart is measured
   * @param progress hears how far it is
   */
  public Restarts(CampaignSettings settings, int repeat, Consumer<String> progress) {
    this.settings = settings;
    this.repeat = repeat;
    this.progress = progress;
  }

  /** Measures everything. */
  public List<Sample> run() throws IOException, ExecutionException, InterruptedException {
    try (Deployment deployment = new Deployment(settings)) {
      deployment.startInstances();
      return new Run(deployment).run();
    }
  }

  private interface Step {
    void take() throws IOException, InterruptedException;
  }

  /** What lives as long as one deployment. */
  private final class Run {

    private final Deployment deployment;
    private final Instance first;
    private final Deque<Instance> others = new ArrayDeque<>();
    private final Ledger ledger = new Ledger();
    private final OutcomeWatch watch;
    private final List<Sample> samples = new ArrayList<>();

    Run(Deployment deployment) {
      this.deployment = deployment;
      this.first = deployment.instances().get(0);
      this.watch =
          new OutcomeWatch(
              new CommittedReader(
                  deployment.brokers().bootstrapServers(),
                  deployment.topics(),
                  deployment.registry()),
              deployment.topics(),
              ledger);
    }

    List<Sample> run() throws IOException, InterruptedException {
      watch.start();
      try (Load load =
          new Load(
              settings,
              deployment.brokers().bootstrapServers(),
              deployment.topics(),
              deployment.registry(),
              new SkillNames(settings.partitions()),
              ledger)) {
        load.start();
        awaitOutcomes();
        for (int i = 0; i < repeat; i++) {
          measure("SIGTERM, restart on the same host", this::restart);
          measure("SIGKILL, restart on the same host", this::killed);
          measure("SIGKILL, restart on another host", this::moved);
        }
        scale();
      } finally {
        others.forEach(Instance::close);
        watch.close();
      }
      return samples;
    }

    private void awaitOutcomes() throws IOException, InterruptedException {
      long end = System.nanoTime() + WARM_UP.toNanos();
      while (watch.arrivals().count(Role.ANALYST) == 0) {
        if (System.nanoTime() > end) {
          throw new IOException(
              "no outcomes at the start; see the logs in " + settings.directory());
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      }
      TimeUnit.MILLISECONDS.sleep(CALM.toMillis());
    }

    private void restart() throws IOException {
      first.terminate();
      first.start();
    }

    private void killed() throws IOException {
      first.kill();
      first.start();
    }

    private void moved() throws IOException, InterruptedException {
      first.kill();
      first.move();
      first.start();
    }

    private void scale() throws IOException, InterruptedException {
      measure("1 -> 2 instances", () -> join(1));
      measure("2 -> 4 instances", () -> join(2));
      measure("4 -> 2 instances", () -> leave(2));
      measure("2 -> 1 instances", () -> leave(1));
    }

    private void join(int count) throws IOException, InterruptedException {
      for (int i = 0; i < count; i++) {
        Instance more = deployment.instance(Role.ANALYST, "analyst-more-" + (others.size() + 1));
        others.push(more);
        more.start();
      }
    }

    private void leave(int count) {
      for (int i = 0; i < count; i++) {
        others.pop().close();
      }
    }

    private void measure(String what, Step step) throws IOException, InterruptedException {
      Instant at = Instant.now();
      step.take();
      Duration most = CALM.plus(settings.session().multipliedBy(2));
      TimeUnit.MILLISECONDS.sleep(most.toMillis());
      Sample sample =
          new Sample(
              what,
              watch.arrivals().recovery(at, role -> role == Role.ANALYST),
              watch.arrivals().longestGap(Role.ANALYST, at, Instant.now()));
      samples.add(sample);
      progress.accept(sample.toString());
    }
  }
}
