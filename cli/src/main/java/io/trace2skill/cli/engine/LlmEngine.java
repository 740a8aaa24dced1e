// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.analyst.llm.LlmAnalyst;
import io.trace2skill.analyst.workspace.WorkspaceLimits;
import io.trace2skill.analyst.workspace.WorkspaceSettings;
import io.trace2skill.analyst.workspace.Workspaces;
import io.trace2skill.cli.files.FileTrees;
import io.trace2skill.journal.CallJournal;
import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.http.Budget;
import io.trace2skill.llm.http.EndpointClient;
import io.trace2skill.llm.http.LlmClients;
import io.trace2skill.llm.http.UsageReport;
import io.trace2skill.llm.journal.JournalReport;
import io.trace2skill.llm.journal.JournaledClient;
import io.trace2skill.merge.MergeEngine;
import io.trace2skill.merge.llm.LlmMergeEngine;
import io.trace2skill.merge.llm.MergerSettings;
import io.trace2skill.service.model.JournalTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a model. */
final class LlmEngine implements Engine {

  private static final Logger LOG = LoggerFactory.getLogger(LlmEngine.class);

  /** Longer than any outage that somebody waits for; the analyst has limits of its own. */
  private static final Duration PATIENCE = Duration.ofHours(24);

  private static final UsageReport NOTHING = new UsageReport(List.of(), 0, 0, Map.of(), false);
  private static final int TOOL_THREADS = 8;

  private final EndpointWatch watch;
  private final Supplier<UsageReport> usage;
  private final ChatClient client;
  private final ExecutorService computing;
  private final ExecutorService tools;
  private final ExecutorService replies;
  private final Supplier<JournalReport> journal;
  private final Optional<Path> scratch;
  private final Workspaces workspaces;
  private final Analyst analyst;
  private final MergeEngine merger;
  private final SpentFile spent;

  private LlmEngine(
      LlmEngineSettings settings,
      ChatClient endpoint,
      Supplier<UsageReport> usage,
      EndpointWatch watch,
      SpentFile spent,
      Path directory,
      Supplier<CallJournal> calls) {
    this.watch = watch;
    this.usage = usage;
    this.spent = spent;
    this.computing = threads("llm-analyst", Runtime.getRuntime().availableProcessors());
    this.replies = threads("llm-replies", Runtime.getRuntime().availableProcessors());
    ChatClient guarded = new RefusalGuard(endpoint, watch::refusesAll);
    if (settings.journal()) {
      JournaledClient journaled =
          new JournaledClient(guarded, new JournalTopic(calls.get()), replies);
      this.client = journaled;
      this.journal = journaled::report;
    } else {
      this.client = guarded;
      this.journal = () -> JournalReport.NONE;
    }
    this.tools = threads("llm-tools", TOOL_THREADS);
    this.scratch = settings.commands().map(sandbox -> passableDirectory());
    this.workspaces =
        new Workspaces(
            new WorkspaceSettings(
                scratch.orElse(directory.resolve("workspaces")),
                WorkspaceLimits.DEFAULT,
                settings.commands(),
                tools));
    this.analyst =
        new LlmAnalyst(client, settings.analyst(), settings.prompts(), workspaces::open, computing);
    this.merger =
        new LlmMergeEngine(
            client, settings.merger(), settings.prompts(), MergerSettings.defaults());
  }

  static LlmEngine open(LlmEngineSettings settings, Path directory, Supplier<CallJournal> calls) {
    EndpointWatch watch = new EndpointWatch();
    SpentFile spent = new SpentFile(directory.resolve("spent.properties"));
    Optional<Budget> rest = Spending.rest(settings.budget(), spent.before());
    if (rest.isEmpty()) {
      ChatClient waiting = Spending.nothingLeft(watch::budgetUsedUp);
      return new LlmEngine(settings, waiting, () -> NOTHING, watch, spent, directory, calls);
    }
    EndpointClient client = LlmClients.create(settings.endpoint().withBudget(rest.get()), watch);
    return new LlmEngine(settings, client, client::report, watch, spent, directory, calls);
  }

  /** Makes those parts that files of the user go into, and forgets them. */
  static void check(LlmEngineSettings settings) {
    try (ChatClient nobody = Spending.nothingLeft(bound -> {});
        MergeEngine merges =
            new LlmMergeEngine(
                nobody, settings.merger(), settings.prompts(), MergerSettings.defaults())) {
      Analyst analyses =
          new LlmAnalyst(
              nobody,
              settings.analyst(),
              settings.prompts(),
              trajectory -> {
                throw new IllegalStateException("nothing is analysed here");
              },
              Runnable::run);
      LOG.debug("prompts are in order: {} and {}", analyses.fingerprint(), merges.fingerprint());
    }
  }

  @Override
  public Analyst analyst() {
    return analyst;
  }

  @Override
  public MergeEngine merger() {
    return merger;
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public EngineStatus status() {
    UsageReport report = usage.get();
    return watch.status(report.inFlight(), report.total(), journal.get());
  }

  @Override
  public void save() {
    spent.write(usage.get().total());
  }

  @Override
  public void close() {
    client.close();
    merger.close();
    computing.shutdownNow();
    replies.shutdownNow();
    tools.shutdownNow();
    workspaces.close();
    save();
    LOG.info("what the journal of calls did: {}", journal.get());
    scratch.ifPresent(LlmEngine::remove);
  }

  /**
   * Commands of root run as another user, who must get to their files and must not get to the
   * broker's, so a directory of their own holds them.
   */
  private static Path passableDirectory() {
    try {
      return Files.setPosixFilePermissions(
          Files.createTempDirectory("trace2skill-workspaces-"),
          PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the files of runs can be made", e);
    }
  }

  private static void remove(Path directory) {
    try {
      FileTrees.delete(directory);
    } catch (IOException e) {
      LOG.warn("{} cannot be removed", directory, e);
    }
  }

  private static ExecutorService threads(String name, int count) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        count,
        work -> {
          Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
