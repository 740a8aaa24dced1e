// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.analyst.evaluate.Evaluator;
import io.trace2skill.llm.tools.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A workspace in its directory. The lock is held by the tool call that runs, and by closing. */
final class OpenWorkspace implements Workspace {

  private static final Logger LOG = LoggerFactory.getLogger(OpenWorkspace.class);

  private final Root root;
  private final Layout layout;
  private final Optional<EvaluateTool> evaluate;
  private final Executor executor;
  private final List<Tool> tools;
  private final Lock lock = new ReentrantLock(true);
  private volatile boolean closed;

  OpenWorkspace(
      Path directory, Layout layout, Optional<Evaluator> evaluator, WorkspaceSettings settings)
      throws IOException {
    this.root = new Root(directory);
    this.layout = layout;
    WorkspaceLimits limits = settings.limits();
    this.evaluate = evaluator.map(one -> new EvaluateTool(root, one, limits.evaluations()));
    this.executor = settings.executor();
    this.tools =
        tools(settings).stream().<Tool>map(action -> new SerialTool(action, this)).toList();
  }

  private List<ToolAction> tools(WorkspaceSettings settings) {
    WorkspaceLimits limits = settings.limits();
    NewFiles newFiles = new NewFiles(root, layout, limits);
    List<ToolAction> actions = new ArrayList<>();
    actions.add(new ListFilesTool(root, layout));
    actions.add(new ReadFileTool(root, limits.answerCharacters()));
    actions.add(new SearchTool(root, limits.answerCharacters()));
    actions.add(new DiffFilesTool(root, limits.answerCharacters()));
    actions.add(new WriteFileTool(newFiles));
    actions.add(new SetCellsTool(root, newFiles));
    evaluate.ifPresent(actions::add);
    settings.commands().ifPresent(sandbox -> actions.add(new RunCommandTool(root, sandbox)));
    return actions;
  }

  @Override
  public List<Tool> tools() {
    return tools;
  }

  @Override
  public boolean hasArtifacts() {
    return !layout.roles().isEmpty();
  }

  @Override
  public boolean canEvaluate() {
    return evaluate.isPresent();
  }

  @Override
  public boolean fixPassed() {
    return evaluate.map(EvaluateTool::passed).orElse(false);
  }

  @Override
  public int evaluations() {
    return evaluate.map(EvaluateTool::evaluations).orElse(0);
  }

  /** Runs on the executor, when no other call runs. */
  void execute(Runnable work) {
    executor.execute(
        () -> {
          lock.lock();
          try {
            work.run();
          } finally {
            lock.unlock();
          }
        });
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    lock.lock();
    try {
      TreeRemoval.remove(root.directory());
    } catch (IOException e) {
      LOG.warn(
          "A workspace could not be deleted; the next start tries again: {}", root.directory(), e);
    } finally {
      lock.unlock();
    }
  }
}
