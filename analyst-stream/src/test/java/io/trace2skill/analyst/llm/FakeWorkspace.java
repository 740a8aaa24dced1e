// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.analyst.workspace.Workspace;
import io.trace2skill.llm.ToolDefinition;
import io.trace2skill.llm.tools.Tool;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A workspace with one file, in which the right answer passes. */
final class FakeWorkspace implements Workspace {

  private final boolean artifacts;
  private final boolean reference;
  private final AtomicInteger evaluations = new AtomicInteger();
  private volatile boolean passed;
  private volatile boolean closed;
  private volatile String file = "total;7";

  FakeWorkspace(boolean artifacts, boolean reference) {
    this.artifacts = artifacts;
    this.reference = reference;
  }

  static FakeWorkspace complete() {
    return new FakeWorkspace(true, true);
  }

  FakeWorkspace holding(String content) {
    file = content;
    return this;
  }

  @Override
  public List<Tool> tools() {
    Tool read = new ScriptedTool("read_file", arguments -> file);
    return reference ? List.of(read, new ScriptedTool("evaluate", this::evaluate)) : List.of(read);
  }

  private String evaluate(JsonNode arguments) {
    evaluations.incrementAndGet();
    boolean right = arguments.path("answer").asText().equals("right");
    passed |= right;
    return right ? "passed" : "did not pass: cell B7 differs";
  }

  @Override
  public boolean hasArtifacts() {
    return artifacts;
  }

  @Override
  public boolean canEvaluate() {
    return reference;
  }

  @Override
  public boolean fixPassed() {
    return passed;
  }

  @Override
  public int evaluations() {
    return evaluations.get();
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }

  private record ScriptedTool(String name, Function<JsonNode, String> script) implements Tool {

    @Override
    public ToolDefinition definition() {
      return new ToolDefinition(name, "A tool.", "{\"type\":\"object\"}");
    }

    @Override
    public CompletionStage<String> call(JsonNode arguments) {
      return CompletableFuture.completedFuture(script.apply(arguments));
    }
  }
}
