// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.analyst.rules.RulesAnalyst;
import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.analyst.topology.AnalystStreams;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.run.EvolveResult.Counts;
import io.trace2skill.cli.run.EvolveResult.Unread;
import io.trace2skill.merge.EvolutionQueries;
import io.trace2skill.merge.MergeConfig;
import io.trace2skill.merge.MergeStreams;
import io.trace2skill.merge.RulesMergeEngine;
import io.trace2skill.merge.WindowPolicy;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.StreamsConfig;

/**
 * One run on one machine: a broker and both topologies in this process, trajectories in, a version
 * of the skill out.
 */
public final class EvolveRun {

  private final EvolveSettings settings;
  private final InputStream standardInput;
  private final RunListener listener;
  private final Timings timings = new Timings();
  private final AtomicReference<Throwable> streamFailure = new AtomicReference<>();

  /**
   * @param standardInput read for the path {@code -}; not closed
   * @param listener told how it goes
   */
  public EvolveRun(EvolveSettings settings, InputStream standardInput, RunListener listener) {
    this.settings = settings;
    this.standardInput = standardInput;
    this.listener = listener;
  }

  /**
   * Runs to the end.
   *
   * @throws IOException when files or the data directory cannot be used
   * @throws ExecutionException when the broker or a topology fails
   * @throws InterruptedException when interrupted; with a data directory, running again goes on
   */
  public EvolveResult run() throws IOException, ExecutionException, InterruptedException {
    Optional<SkillDirectory> base = Optional.empty();
    if (settings.base().isPresent()) {
      base = Optional.of(SkillDirectoryReader.read(settings.base().get()));
    }
    try (DataDirectory data = DataDirectory.open(settings.dataDir())) {
      listener.phase("starting the broker");
      timings.begin("broker");
      try (LocalCluster cluster = LocalCluster.start(data)) {
        listener.phase("starting the topologies");
        timings.begin("topologies");
        return evolve(cluster, data, base);
      }
    }
  }

  private EvolveResult evolve(
      LocalCluster cluster, DataDirectory data, Optional<SkillDirectory> base)
      throws ExecutionException, InterruptedException, IOException {
    Analyst analyst = new RulesAnalyst();
    try (MergeStreams merge = mergeStreams(cluster, data);
        AnalystStreams analysts = analystStreams(cluster, data, analyst)) {
      merge.start(failure -> streamFailure.compareAndSet(null, failure));
      analysts.start(failure -> streamFailure.compareAndSet(null, failure));
      Commands commands = new Commands(cluster, settings.skill());
      if (base.isPresent()) {
        new Bases(cluster, settings.skill(), commands, this::requireAlive).register(base.get());
      }
      Books books = new Books();
      IngestAccount account = new IngestAccount(books, listener);
      listener.phase("reading");
      timings.begin("read");
      new Ingest(cluster, settings, standardInput).run(account);
      listener.phase("analysing");
      timings.begin("analyse");
      awaitOutcomes(cluster, books, account, merge.queries());
      listener.phase("merging");
      timings.begin("merge");
      Optional<SettledWindow> window = close(commands, merge.queries(), account, books);
      Optional<SkillSnapshot> snapshot =
          new Versions(cluster)
              .latest(
                  settings.skill(),
                  window.flatMap(settled -> Optional.ofNullable(settled.getVersion())),
                  this::requireAlive);
      timings.end();
      return result(analyst, base, books, account, window, snapshot);
    }
  }

  private MergeStreams mergeStreams(LocalCluster cluster, DataDirectory data) {
    MergeConfig config =
        MergeConfig.defaults(WindowPolicy.untilCommand())
            .withFanIn(settings.fanIn())
            .withMinSupport(settings.minSupport());
    return new MergeStreams(
        config,
        cluster.topics(),
        cluster.registry(),
        new RulesMergeEngine(),
        streamSettings(cluster, data));
  }

  private AnalystStreams analystStreams(LocalCluster cluster, DataDirectory data, Analyst analyst) {
    AnalystConfig config =
        AnalystConfig.defaults()
            .withSignals(settings.signals())
            .withMaxInFlight(settings.inFlight());
    return new AnalystStreams(
        config, cluster.topics(), cluster.registry(), analyst, streamSettings(cluster, data));
  }

  private static Map<String, Object> streamSettings(LocalCluster cluster, DataDirectory data) {
    Map<String, Object> streams = new HashMap<>(cluster.clientSettings());
    streams.put(StreamsConfig.STATE_DIR_CONFIG, data.streams().toString());
    return streams;
  }

  private void awaitOutcomes(
      LocalCluster cluster, Books books, IngestAccount account, EvolutionQueries queries)
      throws ExecutionException {
    try (TopicReader<AnalysisEvent> events =
        new TopicReader<>(
            cluster.clientSettings(),
            cluster.topics().patches(),
            cluster.serde(AnalysisEvent.class, AnalysisEvent.getClassSchema()).deserializer())) {
      while (books.pending() > 0) {
        events.poll(record -> books.enter(record.value()));
        report(books, account, queries);
        requireAlive();
      }
    }
  }

  private Optional<SettledWindow> close(
      Commands commands, EvolutionQueries queries, IngestAccount account, Books books)
      throws ExecutionException, InterruptedException {
    String command = commands.closeWindow();
    Optional<SettledWindow> settled = Optional.empty();
    while (settled.isEmpty()) {
      Thread.sleep(Duration.ofMillis(20).toMillis());
      report(books, account, queries);
      requireAlive();
      settled = queries.settledBy(settings.skill(), command);
    }
    return settled;
  }

  private void report(Books books, IngestAccount account, EvolutionQueries queries) {
    List<Integer> merges =
        queries.windows(settings.skill()).stream()
            .reduce((older, newer) -> newer)
            .map(window -> window.getMergesByLevel())
            .orElse(List.of());
    listener.progress(account.read(), books.accepted() - books.pending(), merges);
  }

  private void requireAlive() throws ExecutionException {
    Throwable failure = streamFailure.get();
    if (failure != null) {
      throw new ExecutionException("a topology failed", failure);
    }
  }

  private EvolveResult result(
      Analyst analyst,
      Optional<SkillDirectory> base,
      Books books,
      IngestAccount account,
      Optional<SettledWindow> window,
      Optional<SkillSnapshot> snapshot) {
    List<Unread> unread =
        account.rejected().stream()
            .map(r -> new Unread(r.origin().toString(), r.cause().wireName(), r.reason()))
            .toList();
    Counts counts =
        new Counts(
            account.read(),
            books.accepted(),
            books.patched(),
            books.noLesson(),
            books.failed(),
            unread.size(),
            books.pending(),
            window.map(settled -> settled.getSummary().getLate()).orElse(0L),
            account.duplicates(),
            account.outcomes(OutcomeStatus.SUCCESS),
            account.outcomes(OutcomeStatus.FAILURE));
    return new EvolveResult(
        settings.skill(),
        counts,
        unread,
        window,
        snapshot,
        base,
        analyst.fingerprint(),
        timings.seconds());
  }
}
