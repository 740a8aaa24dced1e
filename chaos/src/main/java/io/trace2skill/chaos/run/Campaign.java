// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.chaos.books.Books;
import io.trace2skill.chaos.books.BooksCheck;
import io.trace2skill.chaos.books.Violation;
import io.trace2skill.chaos.run.CampaignResult.FaultOutcome;
import io.trace2skill.chaos.schedule.PlannedFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One campaign from the first broker to the last check. */
public final class Campaign {

  private static final Duration WARM_UP = Duration.ofMinutes(6);
  private static final int LOOK_EVERY_MS = 250;

  private final CampaignSettings settings;
  private final List<PlannedFault> schedule;
  private final Consumer<String> progress;

  /**
   * @param schedule in the order of time
   * @param progress hears how far it is
   */
  public Campaign(
      CampaignSettings settings, List<PlannedFault> schedule, Consumer<String> progress) {
    this.settings = settings;
    this.schedule = List.copyOf(schedule);
    this.progress = progress;
  }

  /** Runs it. */
  public CampaignResult run() throws IOException, ExecutionException, InterruptedException {
    try (Deployment deployment = new Deployment(settings)) {
      progress.accept("brokers run at " + deployment.brokers().bootstrapServers());
      deployment.startInstances();
      return new Run(deployment).run();
    }
  }

  /** What lives as long as one deployment. */
  private final class Run {

    private final Deployment deployment;
    private final SkillNames skills = new SkillNames(settings.partitions());
    private final Ledger ledger = new Ledger();
    private final CommittedReader reader;
    private final OutcomeWatch watch;
    private final FaultInjector injector;
    private final Keeper keeper;

    Run(Deployment deployment) {
      this.deployment = deployment;
      this.reader =
          new CommittedReader(
              deployment.brokers().bootstrapServers(), deployment.topics(), deployment.registry());
      this.watch = new OutcomeWatch(reader, deployment.topics(), ledger);
      this.injector = new FaultInjector(deployment);
      this.keeper = new Keeper(deployment.instances());
    }

    CampaignResult run() throws IOException, ExecutionException, InterruptedException {
      watch.start();
      keeper.start();
      Instant started;
      Duration loaded;
      try (Load load = load()) {
        load.start();
        if (!await(() -> watch.arrivals().count(Role.MERGE) > 0, WARM_UP)) {
          throw new IOException(
              "nothing was published at the start; see the logs in " + settings.directory());
        }
        started = Instant.now();
        progress.accept("results come; faults begin");
        strikeAll(started);
        loaded = Duration.between(started, Instant.now());
      }
      Optional<Duration> settled = settle();
      keeper.close();
      watch.close();
      return result(started, loaded, settled);
    }

    private Load load() {
      return new Load(
          settings,
          deployment.brokers().bootstrapServers(),
          deployment.topics(),
          deployment.registry(),
          skills,
          ledger);
    }

    private void strikeAll(Instant started)
        throws IOException, ExecutionException, InterruptedException {
      ExecutorService strikers = Executors.newCachedThreadPool();
      try {
        List<Future<?>> strikes = new ArrayList<>();
        for (PlannedFault fault : schedule) {
          sleepUntil(started.plus(fault.at()));
          progress.accept(fault + "; without outcome: " + watch.withoutOutcome());
          strikes.add(
              strikers.submit(
                  () -> {
                    injector.strike(fault);
                    return fault;
                  }));
        }
        sleepUntil(started.plus(settings.length()));
        for (Future<?> strike : strikes) {
          strike.get();
        }
      } finally {
        strikers.shutdownNow();
      }
    }

    private Optional<Duration> settle() throws ExecutionException, InterruptedException {
      progress.accept("faults are over; waiting for the end of what was sent");
      long begin = System.nanoTime();
      boolean ended = awaitNone(watch::withoutOutcome, settings.settle());
      progress.accept("without outcome: " + watch.withoutOutcome() + "; closing all windows");
      deployment.closeWindows(skills.all());
      boolean published = awaitNone(watch::unpublished, settings.settle());
      progress.accept("patches without a version: " + watch.unpublished());
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return ended && published ? Optional.of(took) : Optional.empty();
    }

    private CampaignResult result(Instant started, Duration loaded, Optional<Duration> settled) {
      Books books = reader.books(ledger);
      List<Violation> violations = new ArrayList<>();
      if (settled.isEmpty()) {
        violations.add(
            new Violation(
                "everything comes to an end",
                "nothing moved for %d s: %d trajectories without outcome, %d patches unpublished"
                    .formatted(
                        settings.settle().toSeconds(),
                        watch.withoutOutcome(),
                        watch.unpublished())));
      }
      violations.addAll(BooksCheck.violations(books));
      List<FaultOutcome> faults =
          injector.struck().stream()
              .sorted(Comparator.comparing(StruckFault::at))
              .map(fault -> new FaultOutcome(fault, recovery(fault)))
              .toList();
      long billedAgain = deployment.model().billedAgain();
      long inFlight =
          injector.struck().stream()
              .filter(StruckFault::injected)
              .mapToLong(StruckFault::inFlight)
              .sum();
      if (settings.journal() && billedAgain > inFlight) {
        violations.add(
            new Violation(
                "nothing is paid twice that was not in flight",
                "%d calls were billed again, %d were in flight at the strikes"
                    .formatted(billedAgain, inFlight)));
      }
      return new CampaignResult(
          started,
          loaded,
          settled,
          books.sent().size(),
          books.events().stream().filter(Books.Event::isOutcome).count(),
          books.versions().size(),
          books.letters().size(),
          faults,
          keeper.exits().stream().map(Keeper.Exit::toString).toList(),
          deployment.model().billed(),
          billedAgain,
          inFlight,
          violations);
    }

    private Optional<Duration> recovery(StruckFault fault) {
      return watch.arrivals().recovery(fault.at(), fault.roles()::contains);
    }
  }

  private static void sleepUntil(Instant time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(Math.max(0, Duration.between(Instant.now(), time).toMillis()));
  }

  /** Waits until nothing is left; returns false when for so long nothing became less. */
  private static boolean awaitNone(LongSupplier left, Duration patience)
      throws InterruptedException {
    for (long now = left.getAsLong(); now > 0; now = left.getAsLong()) {
      long before = now;
      if (!await(() -> left.getAsLong() < before, patience)) {
        return false;
      }
    }
    return true;
  }

  private static boolean await(BooleanSupplier condition, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
    return true;
  }
}
