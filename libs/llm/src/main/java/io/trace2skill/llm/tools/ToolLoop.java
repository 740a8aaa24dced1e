// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.async.AsyncLoop;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Lets a model call tools until it answers or a limit is reached.
 *
 * <p>The calls of one reply run in order, one at a time, the first {@value #MAX_CALLS} of them.
 * What they return is cut to {@value ToolResults#MAX_CHARS} characters, head and tail. What goes
 * wrong in a call, such as arguments that are no JSON object or a tool that does not exist, is told
 * to the model as the result. Tool calls that an endpoint leaves in the text, as {@code
 * <tool_call>} blocks, count as well.
 *
 * <p>When a limit is near, the model is asked once more, without tools, to answer with what it
 * knows. Thread-safe.
 */
public final class ToolLoop {

  /** How often a reminder sends an answer back. */
  static final int MAX_REMINDERS = 2;

  /** Most calls of one reply that run. */
  static final int MAX_CALLS = 16;

  private final ChatClient client;
  private final Clock clock;

  public ToolLoop(ChatClient client) {
    this(client, Clock.systemUTC());
  }

  /**
   * @param clock tells the time that {@link LoopLimits#maxTime()} limits
   */
  public ToolLoop(ChatClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Starts a loop that takes the first answer.
   *
   * @param request the conversation to begin with; its tools are replaced
   * @param tools what the model may call; names are distinct
   * @return completes with how it ended, or exceptionally with an {@link LlmException} whose usage
   *     is that of the whole loop; cancelling it cancels the call that runs
   */
  public CompletableFuture<LoopResult> run(
      ChatRequest request, List<? extends Tool> tools, LoopLimits limits) {
    return run(request, tools, limits, reply -> Optional.empty());
  }

  /**
   * Starts a loop that may send answers back.
   *
   * @param reminder looks at an answer and returns what to tell the model when it should go on
   *     instead; asked at most twice per loop, and never about the last reply at a limit
   * @see #run(ChatRequest, List, LoopLimits)
   */
  public CompletableFuture<LoopResult> run(
      ChatRequest request,
      List<? extends Tool> tools,
      LoopLimits limits,
      Function<ChatReply, Optional<String>> reminder) {
    LoopRun loop =
        new LoopRun(client, new Toolbox(tools), new LoopGuard(limits, clock), reminder, request);
    return AsyncLoop.run(
        loop::step, error -> error instanceof LlmException e ? e.plus(loop.usage()) : error);
  }
}
