// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.service;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.analyst.llm.LlmAnalyst;
import io.trace2skill.analyst.llm.LlmAnalystSettings;
import io.trace2skill.analyst.sandbox.Sandbox;
import io.trace2skill.analyst.sandbox.SandboxLimits;
import io.trace2skill.analyst.workspace.WorkspaceLimits;
import io.trace2skill.analyst.workspace.WorkspaceSettings;
import io.trace2skill.analyst.workspace.Workspaces;
import io.trace2skill.llm.tools.LoopLimits;
import io.trace2skill.service.ServiceContext;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.http.Measure;
import io.trace2skill.service.model.ModelEndpoint;
import io.trace2skill.service.model.ModelKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a model. */
final class ModelAnalyst implements AnalystEngine {

  /** Longer than any outage that somebody waits for; the analyst has limits of its own. */
  private static final Duration PATIENCE = Duration.ofHours(24);

  private static final int TOOL_THREADS = 8;

  private final ModelEndpoint endpoint;
  private final ExecutorService computing;
  private final ExecutorService tools;
  private final Workspaces workspaces;
  private final Analyst analyst;

  private ModelAnalyst(
      ModelEndpoint endpoint,
      ExecutorService computing,
      ExecutorService tools,
      Workspaces workspaces,
      Analyst analyst) {
    this.endpoint = endpoint;
    this.computing = computing;
    this.tools = tools;
    this.workspaces = workspaces;
    this.analyst = analyst;
  }

  static ModelAnalyst open(ServiceContext context) {
    Configuration configuration = context.configuration();
    ExecutorService tools = threads("llm-tools", TOOL_THREADS);
    ExecutorService computing = threads("llm-analyst", Runtime.getRuntime().availableProcessors());
    Optional<Sandbox> commands =
        configuration.get(AnalystKeys.ALLOW_COMMANDS)
            ? Optional.of(Sandbox.find(SandboxLimits.DEFAULT))
            : Optional.empty();
    Workspaces workspaces =
        new Workspaces(
            new WorkspaceSettings(
                commands.isPresent()
                    ? passableDirectory()
                    : context.stateDirectory().resolve("workspaces"),
                WorkspaceLimits.DEFAULT,
                commands,
                tools));
    ModelEndpoint endpoint = ModelEndpoint.open(context, configuration.get(AnalystKeys.IN_FLIGHT));
    Analyst analyst =
        new LlmAnalyst(
            endpoint.client(),
            settings(configuration),
            configuration.find(ModelKeys.PROMPTS),
            workspaces::open,
            computing);
    return new ModelAnalyst(endpoint, computing, tools, workspaces, analyst);
  }

  /**
   * Commands of root run as another user, who must get to their files and must not get to the
   * service's, so a directory of their own holds them.
   */
  private static Path passableDirectory() {
    try {
      Path directory =
          Files.setPosixFilePermissions(
              Files.createTempDirectory("trace2skill-workspaces-"),
              PosixFilePermissions.fromString("rwx--x--x"));
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the files of runs can be made", e);
    }
  }

  private static LlmAnalystSettings settings(Configuration configuration) {
    LoopLimits limits =
        new LoopLimits(
            configuration.get(AnalystKeys.MAX_TURNS),
            LlmAnalystSettings.DEFAULT_LIMITS.maxTokens(),
            configuration.get(AnalystKeys.ANALYSIS_TIMEOUT));
    boolean images = configuration.get(AnalystKeys.IMAGES);
    // The mode last: a single call and what it leaves unverified are only allowed together.
    return LlmAnalystSettings.of(ModelEndpoint.model(configuration, images))
        .withLimits(limits)
        .withUnverified(configuration.get(AnalystKeys.UNVERIFIED))
        .withErrorAnalysis(configuration.get(AnalystKeys.ERROR_ANALYSIS));
  }

  @Override
  public Analyst analyst() {
    return analyst;
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public List<String> missing() {
    return endpoint.missing();
  }

  @Override
  public List<Measure> measures() {
    return endpoint.measures();
  }

  @Override
  public void close() {
    endpoint.close();
    computing.shutdownNow();
    tools.shutdownNow();
    workspaces.close();
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
