// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.analyst.sandbox.Sandbox;
import io.trace2skill.avro.Agent;
import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Source;
import io.trace2skill.avro.Task;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.llm.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Workspaces in a directory, and a model that calls their tools. */
final class Bench implements AutoCloseable {

  static final WorkspaceLimits LIMITS = new WorkspaceLimits(100_000, 300_000, 50, 4_000, 3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final Path parent;
  private final Workspaces workspaces;

  Bench(Path parent) {
    this(parent, Optional.empty());
  }

  Bench(Path parent, Optional<Sandbox> commands) {
    this.parent = parent;
    this.workspaces = new Workspaces(new WorkspaceSettings(parent, LIMITS, commands, executor));
  }

  Workspace open(Trajectory trajectory) {
    return workspaces.open(trajectory);
  }

  /** Opens a workspace with text files as inputs: name, content, name, content. */
  Workspace withInputs(String... namesAndContents) {
    List<Artifact> artifacts = new ArrayList<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      artifacts.add(artifact(namesAndContents[i], ArtifactRole.INPUT, namesAndContents[i + 1]));
    }
    return open(trajectory(artifacts, null));
  }

  /** Returns the only directory of a workspace that is there now. */
  Path directory() {
    try (Stream<Path> paths = Files.walk(parent, 2)) {
      return paths
          .filter(path -> path.getNameCount() == parent.getNameCount() + 2)
          .reduce(
              (a, b) -> {
                throw new IllegalStateException("several workspaces");
              })
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls a tool and returns what the model would read, also when it fails. */
  static String call(Workspace workspace, String tool, String arguments) {
    try {
      return tool(workspace, tool)
          .call(json(arguments))
          .toCompletableFuture()
          .handle((answer, error) -> error == null ? answer : "error: " + error.getMessage())
          .get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(tool + " " + arguments + " gave no answer", e);
    }
  }

  static Tool tool(Workspace workspace, String name) {
    return workspace.tools().stream()
        .filter(tool -> tool.definition().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  static Artifact artifact(String name, ArtifactRole role, String content) {
    return artifact(name, role, content.getBytes(StandardCharsets.UTF_8));
  }

  static Artifact artifact(String name, ArtifactRole role, byte[] content) {
    return Artifact.newBuilder()
        .setName(name)
        .setRole(role)
        .setData(ByteBuffer.wrap(content))
        .build();
  }

  static Trajectory trajectory(
      List<Artifact> artifacts, @org.jspecify.annotations.Nullable String referenceAnswer) {
    return Trajectory.newBuilder()
        .setTrajectoryId("t1")
        .setSkill("my-skill")
        .setTask(new Task())
        .setAgent(new Agent())
        .setOutcome(new Outcome(OutcomeStatus.FAILURE, null, null, List.of()))
        .setSource(new Source())
        .setArtifacts(artifacts)
        .setReferenceAnswer(referenceAnswer)
        .build();
  }

  @Override
  public void close() {
    workspaces.close();
    executor.shutdownNow();
  }
}
