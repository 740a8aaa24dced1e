// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.analyst.evaluate.Evaluator;
import io.trace2skill.analyst.evaluate.Evaluators;
import io.trace2skill.analyst.sandbox.Sandbox;
import io.trace2skill.avro.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Opens workspaces. Thread-safe. */
public final class Workspaces implements AutoCloseable {

  private final WorkspaceSettings settings;
  private final InstanceDirectory instance;

  /**
   * Prepares the directory that the workspaces will lie in, and removes what a killed process left
   * behind.
   *
   * @throws UncheckedIOException when the directory cannot be made or written
   * @throws io.trace2skill.analyst.sandbox.SandboxUnavailableException when commands are on and
   *     cannot run in that directory
   */
  public Workspaces(WorkspaceSettings settings) {
    this.settings = settings;
    try {
      this.instance = InstanceDirectory.create(settings.parent());
      settings.commands().ifPresent(this::probe);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no workspaces can be made in " + settings.parent() + ": " + e.getMessage(), e);
    }
  }

  private void probe(Sandbox sandbox) {
    Path directory = fresh();
    try {
      sandbox.probe(directory);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    remove(directory);
  }

  /**
   * Lays the files of a trajectory out in a fresh directory. Reads and writes files, so never call
   * it on a stream thread.
   *
   * @throws UncheckedIOException when the directory cannot be written
   * @throws io.trace2skill.analyst.evaluate.EvaluatorException when the trajectory asks for an
   *     evaluator that cannot be had
   */
  public Workspace open(Trajectory trajectory) {
    Optional<Evaluator> evaluator = Evaluators.of(trajectory);
    Path directory = fresh();
    try {
      Layout layout = Layout.write(trajectory, directory, settings.limits());
      return new OpenWorkspace(directory, layout, evaluator, settings);
    } catch (IOException e) {
      remove(directory);
      throw new UncheckedIOException("the workspace cannot be laid out: " + e.getMessage(), e);
    }
  }

  private Path fresh() {
    Path directory = instance.path().resolve(UUID.randomUUID().toString());
    try {
      PrivateFiles.createDirectory(directory, PrivateFiles.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException("no workspace can be made: " + e.getMessage(), e);
    }
    return directory;
  }

  private static void remove(Path directory) {
    try {
      TreeRemoval.remove(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("a workspace cannot be deleted: " + e.getMessage(), e);
    }
  }

  /** Deletes what is left. Close the workspaces first. */
  @Override
  public void close() {
    try {
      instance.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the workspaces cannot be deleted: " + e.getMessage(), e);
    }
  }
}
