// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.http.Budget;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What is left of a budget after earlier runs. Pure. */
final class Spending {

  private Spending() {}

  /** Returns what is left of the budget; empty when nothing is. */
  static Optional<Budget> rest(Budget budget, Usage spent) {
    OptionalLong calls = rest(budget.calls(), spent.calls());
    OptionalLong tokens = rest(budget.tokens(), spent.promptTokens() + spent.completionTokens());
    OptionalLong cost = rest(budget.costMicros(), spent.costMicros());
    boolean any = calls.orElse(1) > 0 && tokens.orElse(1) > 0 && cost.orElse(1) > 0;
    return any ? Optional.of(new Budget(calls, tokens, cost)) : Optional.empty();
  }

  private static OptionalLong rest(OptionalLong bound, long spent) {
    return bound.isPresent() ? OptionalLong.of(bound.getAsLong() - spent) : bound;
  }

  /** Returns a client whose calls wait, because earlier runs have used everything up. */
  static ChatClient nothingLeft(Consumer<String> told) {
    return new ChatClient() {
      @Override
      public CompletableFuture<ChatReply> send(ChatRequest request) {
        told.accept("earlier runs on this data directory have used all of it");
        return new CompletableFuture<>();
      }

      @Override
      public void close() {}
    };
  }
}
