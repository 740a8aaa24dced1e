// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.service;

import static io.trace2skill.service.config.ConfigKey.withDefault;

import io.trace2skill.analyst.llm.ErrorAnalysisMode;
import io.trace2skill.analyst.llm.UnverifiedPolicy;
import io.trace2skill.analyst.sandbox.Sandbox;
import io.trace2skill.analyst.sandbox.SandboxLimits;
import io.trace2skill.analyst.sandbox.SandboxUnavailableException;
import io.trace2skill.analyst.topology.Signals;
import io.trace2skill.service.ServiceKeys;
import io.trace2skill.service.config.Catalog;
import io.trace2skill.service.config.ConfigKey;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.config.ListenAddress;
import io.trace2skill.service.config.Section;
import io.trace2skill.service.config.ValueTypes;
import io.trace2skill.service.log.LogKeys;
import io.trace2skill.service.model.ModelKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of the analyst stream. */
final class AnalystKeys {

  static final ConfigKey<Optional<ListenAddress>> HTTP_LISTEN = ServiceKeys.httpListen(8091);

  static final ConfigKey<Integer> IN_FLIGHT =
      withDefault(
          "in.flight",
          ValueTypes.integer(1, 10_000),
          "128",
          "Analyses that run at once in this process.");

  static final ConfigKey<Signals> SIGNALS =
      withDefault(
          "signals",
          ValueTypes.choice(List.of("both", "errors", "successes"), Signals::fromWireName),
          "both",
          "Which outcomes are learned from. The others go to the dead letters, with the reason.");

  static final ConfigKey<Integer> MAX_ATTEMPTS =
      withDefault(
          "analysis.max.attempts",
          ValueTypes.integer(1, 100),
          "5",
          "Attempts for failures that may pass; after the last one the trajectory goes to the dead"
              + " letters. An endpoint that is down or refuses everything costs no attempt.");

  static final ConfigKey<Duration> DEDUP_RETENTION =
      withDefault(
          "dedup.retention",
          ValueTypes.duration(Duration.ofMinutes(1)),
          "7d",
          "How long a trajectory that comes again is recognised by its id.");

  static final ConfigKey<Boolean> IMAGES =
      withDefault(
          "llm.images",
          ValueTypes.flag(),
          "false",
          "The model takes images. Otherwise a placeholder describes them.");

  static final ConfigKey<ErrorAnalysisMode> ERROR_ANALYSIS =
      withDefault(
          "llm.error.analysis",
          ValueTypes.choice(List.of("agentic", "single-call"), ErrorAnalysisMode::fromWireName),
          "agentic",
          "How failures are analysed. `agentic` gives the model the files of the run and has it"
              + " prove its cause with a fix that passes; `single-call` proves nothing.");

  static final ConfigKey<UnverifiedPolicy> UNVERIFIED =
      withDefault(
          "llm.unverified",
          ValueTypes.choice(List.of("keep", "discard"), UnverifiedPolicy::fromWireName),
          "keep",
          "What becomes of failures that come with nothing to prove a cause against.");

  static final ConfigKey<Integer> MAX_TURNS =
      withDefault(
          "llm.max.turns",
          ValueTypes.integer(1, 1_000),
          "20",
          "Most calls of one agentic analysis.");

  static final ConfigKey<Duration> ANALYSIS_TIMEOUT =
      withDefault(
          "llm.analysis.timeout",
          ValueTypes.duration(Duration.ofSeconds(1)),
          "10m",
          "Longest time of one agentic analysis.");

  static final ConfigKey<Boolean> ALLOW_COMMANDS =
      withDefault(
          "llm.allow.commands",
          ValueTypes.flag(),
          "false",
          "The error analyst may run commands over the files of a failed run, in a sandbox without"
              + " network. Needs bubblewrap.");

  private static final List<ConfigKey<?>> MODEL =
      List.of(IMAGES, ERROR_ANALYSIS, UNVERIFIED, MAX_TURNS, ANALYSIS_TIMEOUT, ALLOW_COMMANDS);

  private AnalystKeys() {}

  static Catalog catalog() {
    List<Section> sections = new ArrayList<>(ServiceKeys.sections(HTTP_LISTEN));
    sections.add(
        new Section(
            "Analyses",
            List.of(ModelKeys.ENGINE, IN_FLIGHT, SIGNALS, MAX_ATTEMPTS, DEDUP_RETENTION)));
    sections.add(ModelKeys.section(MODEL));
    sections.add(LogKeys.section());
    return new Catalog(
        "analyst-stream",
        sections,
        List.of(ModelKeys.rule(MODEL), AnalystKeys::unverifiable, AnalystKeys::sandbox));
  }

  private static List<String> unverifiable(Configuration configuration) {
    boolean nothingLeft =
        configuration.find(ERROR_ANALYSIS).equals(Optional.of(ErrorAnalysisMode.SINGLE_CALL))
            && configuration.find(UNVERIFIED).equals(Optional.of(UnverifiedPolicy.DISCARD));
    return nothingLeft
        ? List.of(
            "llm.error.analysis=single-call verifies nothing, so that llm.unverified=discard would"
                + " leave no failure to learn from; change one of them")
        : List.of();
  }

  private static List<String> sandbox(Configuration configuration) {
    if (configuration.find(ALLOW_COMMANDS).equals(Optional.of(true))) {
      try {
        Sandbox.find(SandboxLimits.DEFAULT);
      } catch (SandboxUnavailableException e) {
        return List.of("llm.allow.commands: " + e.getMessage());
      }
    }
    return List.of();
  }
}
