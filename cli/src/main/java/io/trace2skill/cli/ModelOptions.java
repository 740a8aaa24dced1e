// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.analyst.llm.ErrorAnalysisMode;
import io.trace2skill.analyst.llm.UnverifiedPolicy;
import io.trace2skill.analyst.sandbox.Sandbox;
import io.trace2skill.analyst.sandbox.SandboxLimits;
import io.trace2skill.analyst.sandbox.SandboxUnavailableException;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.http.ApiKey;
import io.trace2skill.llm.http.LlmSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model does the thinking, where, and how. */
final class ModelOptions {

  private static final String BASE_URL = "OPENAI_BASE_URL";
  private static final String API_KEY = "OPENAI_API_KEY";
  private static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model, as the endpoint calls it. Needed with --engine llm.")
  private @Nullable String model;

  @Option(
      names = "--analyst-model",
      paramLabel = "NAME",
      description = "Another model for the analyses.")
  private @Nullable String analystModel;

  @Option(
      names = "--merger-model",
      paramLabel = "NAME",
      description = "Another model for the merges.")
  private @Nullable String mergerModel;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "The endpoint: what comes before /chat/completions. Default: the environment variable "
              + BASE_URL
              + ", else "
              + DEFAULT_BASE_URL
              + ".")
  private @Nullable String baseUrl;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "File that holds the key. Default: the environment variable "
              + API_KEY
              + "; servers that need none get none.")
  private @Nullable Path apiKeyFile;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Sampling temperature. Default: the endpoint's.")
  private @Nullable Double temperature;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the sampling, for endpoints that repeat themselves.")
  private @Nullable Long seed;

  @Option(
      names = "--extra-body",
      paramLabel = "JSON",
      description =
          "Object whose fields go into the body of every request as they are, for example"
              + " '{\"chat_template_kwargs\":{\"enable_thinking\":false}}'.")
  private @Nullable String extraBody;

  @Option(
      names = "--images",
      description = "The analyst's model takes images. Otherwise a placeholder describes them.")
  private boolean images;

  @Option(
      names = "--prompts",
      paramLabel = "DIR",
      description = "Directory with files that replace built-in prompts of the same name.")
  private @Nullable Path prompts;

  @Option(
      names = "--error-analysis",
      paramLabel = "agentic|single-call",
      description =
          "How failures are analysed. agentic gives the model the files of the run and has it prove"
              + " its cause with a fix that passes; single-call proves nothing and is there to be"
              + " compared with. Default: agentic.")
  private @Nullable String errorAnalysis;

  @Option(
      names = "--unverified",
      paramLabel = "keep|discard",
      description =
          "What becomes of failures that come with nothing to prove a cause against. Default: keep;"
              + " the report counts them.")
  private @Nullable String unverified;

  @Option(
      names = "--allow-commands",
      description =
          "The error analyst may run commands over the files of a failed run, in a sandbox without"
              + " network. Needs bubblewrap.")
  private boolean allowCommands;

  @Option(
      names = "--no-call-journal",
      description =
          "Keeps no journal of the model's replies. With it, a run that goes on after a kill asks"
              + " only what had not been answered; without it, what was answered but not yet used"
              + " is paid for again.")
  private boolean noCallJournal;

  LlmSettings endpoint(Map<String, String> environment) {
    String url = baseUrl != null ? baseUrl : environment.getOrDefault(BASE_URL, "").strip();
    LlmSettings settings;
    try {
      settings = LlmSettings.of(url.isEmpty() ? DEFAULT_BASE_URL : url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          (baseUrl != null ? "--base-url" : BASE_URL) + ": " + e.getMessage(), e);
    }
    return key(environment).map(settings::withApiKey).orElse(settings);
  }

  private Optional<ApiKey> key(Map<String, String> environment) {
    if (apiKeyFile == null) {
      return ApiKey.fromEnvironment(environment, API_KEY);
    }
    try {
      return Optional.of(ApiKey.fromFile(apiKeyFile));
    } catch (IOException e) {
      // not the cause's text: what is wrong with a secret's file may quote the secret
      throw new IllegalArgumentException("--api-key-file cannot be read: " + apiKeyFile, e);
    }
  }

  /**
   * Returns the model that analyses.
   *
   * @throws IllegalArgumentException when none is named
   */
  ModelSettings analyst() {
    return settings(named(analystModel), images);
  }

  /**
   * Returns the model that merges.
   *
   * @throws IllegalArgumentException when none is named
   */
  ModelSettings merger() {
    return settings(named(mergerModel), false);
  }

  private String named(@Nullable String special) {
    return Stream.of(Optional.ofNullable(special), Optional.ofNullable(model))
        .flatMap(Optional::stream)
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(noModel()));
  }

  /** Returns what to say when no model is named. */
  static String noModel() {
    return "--engine llm needs a model: set --model NAME, or both --analyst-model and"
        + " --merger-model";
  }

  private ModelSettings settings(String name, boolean takesImages) {
    return new ModelSettings(
        name,
        temperature == null ? OptionalDouble.empty() : OptionalDouble.of(checkedTemperature()),
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
        OptionalInt.empty(),
        Optional.ofNullable(extraBody).map(ModelOptions::checkedObject),
        takesImages);
  }

  private double checkedTemperature() {
    if (temperature == null || !(temperature >= 0 && temperature <= 2)) {
      throw new IllegalArgumentException("--temperature must be from 0 to 2: " + temperature);
    }
    return temperature;
  }

  private static String checkedObject(String json) {
    try {
      JsonNode node = JsonMapper.builder().build().readTree(json);
      if (node.isObject()) {
        return node.toString();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "--extra-body must be a JSON object: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("--extra-body must be a JSON object");
  }

  Optional<Path> prompts() {
    if (prompts != null && !Files.isDirectory(prompts)) {
      throw new IllegalArgumentException("--prompts is no directory: " + prompts);
    }
    return Optional.ofNullable(prompts);
  }

  ErrorAnalysisMode errorAnalysis() {
    return errorAnalysis == null
        ? ErrorAnalysisMode.AGENTIC
        : ErrorAnalysisMode.fromWireName(errorAnalysis)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--error-analysis must be agentic or single-call: " + errorAnalysis));
  }

  UnverifiedPolicy unverified() {
    return unverified == null
        ? UnverifiedPolicy.KEEP
        : UnverifiedPolicy.fromWireName(unverified)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--unverified must be keep or discard: " + unverified));
  }

  /** Returns whether replies are kept in a journal. */
  boolean callJournal() {
    return !noCallJournal;
  }

  /** Looks for the sandbox, when commands are allowed. */
  Optional<Sandbox> commands() {
    if (!allowCommands) {
      return Optional.empty();
    }
    try {
      return Optional.of(Sandbox.find(SandboxLimits.DEFAULT));
    } catch (SandboxUnavailableException e) {
      throw new IllegalArgumentException("--allow-commands: " + e.getMessage(), e);
    }
  }
}
