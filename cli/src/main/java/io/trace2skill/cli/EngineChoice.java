// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static java.util.stream.Collectors.joining;

import io.trace2skill.analyst.llm.LlmAnalystSettings;
import io.trace2skill.cli.engine.EngineSettings;
import io.trace2skill.cli.engine.LlmEngineSettings;
import io.trace2skill.cli.engine.RulesSettings;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Makes of a command's options the engine that they choose. */
final class EngineChoice {

  private final CommandSpec spec;
  private final Map<String, String> environment;

  /**
   * @param environment where the endpoint's address and key may be
   */
  EngineChoice(CommandSpec spec, Map<String, String> environment) {
    this.spec = spec;
    this.environment = environment;
  }

  /**
   * Returns the engine.
   *
   * @param name rules or llm
   * @param model null when no option of the model was given
   * @param limits null when no limit was given
   * @param inFlight analyses that run at once
   * @throws ParameterException when the options choose none
   */
  EngineSettings settings(
      String name, @Nullable ModelOptions model, @Nullable ModelLimits limits, int inFlight) {
    if (name.equals("llm")) {
      return llm(model, Objects.requireNonNullElseGet(limits, ModelLimits::new), inFlight);
    }
    if (!name.equals("rules")) {
      throw usage("--engine must be rules or llm: " + name);
    }
    if (model != null || limits != null) {
      throw usage(given() + " needs --engine llm; the rules ask no model");
    }
    return new RulesSettings();
  }

  /** Returns the options that were given and that only a model makes sense of. */
  private String given() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> option.group() != null)
        .map(OptionSpec::longestName)
        .distinct()
        .collect(joining(", "));
  }

  private EngineSettings llm(@Nullable ModelOptions model, ModelLimits bounds, int inFlight) {
    if (model == null) {
      throw usage(ModelOptions.noModel());
    }
    try {
      LlmAnalystSettings analyst =
          LlmAnalystSettings.of(model.analyst())
              .withErrorAnalysis(model.errorAnalysis())
              .withUnverified(model.unverified())
              .withLimits(bounds.analysis());
      LlmEngineSettings settings =
          new LlmEngineSettings(
              bounds.applyTo(model.endpoint(environment), inFlight),
              bounds.budget(),
              analyst,
              model.merger(),
              model.prompts(),
              model.commands(),
              model.callJournal());
      settings.check();
      return settings;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
