// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the model answers.
 *
 * @param status 200, or that of an error whose message is the text
 * @param text may be empty
 * @param toolCalls that the model makes; its finish reason is then {@code tool_calls}
 * @param fault what goes wrong besides the faults that are drawn
 * @param gate the reply waits for its end, however it ends; a test opens it
 */
public record FakeReply(
    int status,
    String text,
    List<FakeToolCall> toolCalls,
    Optional<FaultKind> fault,
    CompletionStage<?> gate) {

  public FakeReply {
    toolCalls = List.copyOf(toolCalls);
  }

  /**
   * One tool call.
   *
   * @param arguments JSON, or what a model takes for it
   */
  public record FakeToolCall(String id, String name, String arguments) {}

  /** Returns an answer of that text. */
  public static FakeReply text(String text) {
    return new FakeReply(
        200, text, List.of(), Optional.empty(), CompletableFuture.completedFuture(null));
  }

  /** Returns an error of that HTTP status. */
  public static FakeReply error(int status, String message) {
    return new FakeReply(
        status, message, List.of(), Optional.empty(), CompletableFuture.completedFuture(null));
  }

  /** Returns an answer that calls a tool. */
  public static FakeReply toolCall(String id, String name, String arguments) {
    return text("").andToolCall(id, name, arguments);
  }

  /** Returns this answer with one tool call more. */
  public FakeReply andToolCall(String id, String name, String arguments) {
    List<FakeToolCall> calls = new ArrayList<>(toolCalls);
    calls.add(new FakeToolCall(id, name, arguments));
    return new FakeReply(status, text, calls, fault, gate);
  }

  /** Returns this answer, damaged. */
  public FakeReply with(FaultKind kind) {
    return new FakeReply(status, text, toolCalls, Optional.of(kind), gate);
  }

  /** Returns this answer, held back until the stage ends, however it ends. */
  public FakeReply heldUntil(CompletionStage<?> opened) {
    return new FakeReply(status, text, toolCalls, fault, opened);
  }

  FakeReply withText(String words) {
    return new FakeReply(status, words, toolCalls, fault, gate);
  }

  FakeReply withoutTools() {
    return new FakeReply(status, text, List.of(), fault, gate);
  }
}
