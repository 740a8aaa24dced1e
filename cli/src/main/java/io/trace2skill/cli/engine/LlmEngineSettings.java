// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.analyst.llm.LlmAnalystSettings;
import io.trace2skill.analyst.sandbox.Sandbox;
import io.trace2skill.journal.CallJournal;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.http.Budget;
import io.trace2skill.llm.http.LlmSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A model does the thinking.
 *
 * @param endpoint where it is asked, without a budget
 * @param budget of all runs on a data directory together
 * @param analyst how it analyses
 * @param merger the model that merges
 * @param prompts directory with files that replace prompts
 * @param commands where the error analyst may run commands; empty for nowhere
 * @param journal whether replies are kept in a journal and served from it
 */
public record LlmEngineSettings(
    LlmSettings endpoint,
    Budget budget,
    LlmAnalystSettings analyst,
    ModelSettings merger,
    Optional<Path> prompts,
    Optional<Sandbox> commands,
    boolean journal)
    implements EngineSettings {

  @Override
  public String name() {
    return "llm";
  }

  @Override
  public SortedMap<String, String> identity() {
    SortedMap<String, String> identity = new TreeMap<>();
    ModelSettings model = analyst.model();
    identity.put("analyst-model", model.model());
    identity.put("merger-model", merger.model());
    model.temperature().ifPresent(t -> identity.put("temperature", Double.toString(t)));
    model.seed().ifPresent(seed -> identity.put("seed", Long.toString(seed)));
    model.extraBody().ifPresent(body -> identity.put("extra-body", body));
    identity.put("images", Boolean.toString(model.images()));
    identity.put("prompts", PromptFiles.digest(prompts));
    identity.put("error-analysis", analyst.errorAnalysis().wireName());
    identity.put("unverified", analyst.unverified().wireName());
    identity.put("allow-commands", Boolean.toString(commands.isPresent()));
    return identity;
  }

  @Override
  public Engine open(Path directory, Supplier<CallJournal> calls) {
    return LlmEngine.open(this, directory, calls);
  }

  /**
   * Tries out what can be tried out without the endpoint.
   *
   * @throws IllegalArgumentException when a prompt that replaces another cannot be used
   * @throws java.io.UncheckedIOException when it cannot be read
   */
  public void check() {
    LlmEngine.check(this);
  }
}
