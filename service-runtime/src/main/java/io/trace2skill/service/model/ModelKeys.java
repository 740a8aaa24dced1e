// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.model;

import static io.trace2skill.service.config.ConfigKey.optional;
import static io.trace2skill.service.config.ConfigKey.secret;
import static io.trace2skill.service.config.ConfigKey.withDefault;

import io.trace2skill.service.config.ConfigKey;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.config.Rule;
import io.trace2skill.service.config.Section;
import io.trace2skill.service.config.ValueTypes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys that say what thinks, and how a model is asked. */
public final class ModelKeys {

  /** What does the thinking. */
  public enum Engine {
    /** Fixed rules: no model, no network. */
    RULES,
    /** A model. */
    LLM
  }

  /** What does the thinking. */
  public static final ConfigKey<Engine> ENGINE =
      withDefault(
          "engine",
          ValueTypes.choice(
              List.of("rules", "llm"),
              name ->
                  Arrays.stream(Engine.values())
                      .filter(engine -> engine.name().toLowerCase(Locale.ROOT).equals(name))
                      .findFirst()),
          "rules",
          "What does the thinking: `rules` needs nothing and finds little, `llm` asks a model and"
              + " needs `llm.model`.");

  static final ConfigKey<URI> BASE_URL =
      withDefault(
          "llm.base.url",
          ValueTypes.url(),
          "https://api.openai.com/v1",
          "The endpoint: what comes before `/chat/completions`.");

  static final ConfigKey<String> MODEL =
      optional("llm.model", ValueTypes.text(), "The model, as the endpoint calls it.");

  static final ConfigKey<Path> API_KEY_FILE =
      optional(
          "llm.api.key.file",
          ValueTypes.path(),
          "File that holds the endpoint's key and nothing else. Servers that need no key get"
              + " none.");

  static final ConfigKey<String> API_KEY =
      secret("llm.api.key", "The endpoint's key, instead of `llm.api.key.file`.");

  static final ConfigKey<Double> TEMPERATURE =
      optional(
          "llm.temperature",
          ValueTypes.decimal(0, 2),
          "Sampling temperature. Left out, it is the endpoint's.");

  static final ConfigKey<Long> SEED =
      optional(
          "llm.seed",
          ValueTypes.large(Long.MIN_VALUE),
          "Seed of the sampling, for endpoints that repeat themselves.");

  static final ConfigKey<String> EXTRA_BODY =
      optional(
          "llm.extra.body",
          ValueTypes.jsonObject(),
          "Fields that go into the body of every request as they are.");

  /** Directory with prompts. */
  public static final ConfigKey<Path> PROMPTS =
      optional(
          "llm.prompts",
          ValueTypes.path(),
          "Directory with files that replace built-in prompts of the same name.");

  static final ConfigKey<Duration> CALL_TIMEOUT =
      withDefault(
          "llm.call.timeout",
          ValueTypes.duration(Duration.ofSeconds(1)),
          "10m",
          "Longest time of one call.");

  static final ConfigKey<Long> REQUESTS_PER_MINUTE =
      optional("llm.requests.per.minute", ValueTypes.large(1), "Most requests a minute.");

  static final ConfigKey<Long> TOKENS_PER_MINUTE =
      optional(
          "llm.tokens.per.minute",
          ValueTypes.large(1),
          "Most tokens a minute, sent and received together.");

  static final ConfigKey<Boolean> HEDGE =
      withDefault(
          "llm.hedge",
          ValueTypes.flag(),
          "false",
          "Sends calls that take unusually long a second time and takes what comes first; costs up"
              + " to a tenth more.");

  static final ConfigKey<Boolean> JOURNAL =
      withDefault(
          "journal.enabled",
          ValueTypes.flag(),
          "true",
          "Keeps the model's replies in the topic of the call journal, so that what was answered"
              + " before a crash is not bought again.");

  private static final List<ConfigKey<?>> KEYS =
      List.of(
          BASE_URL,
          MODEL,
          API_KEY_FILE,
          API_KEY,
          TEMPERATURE,
          SEED,
          EXTRA_BODY,
          PROMPTS,
          CALL_TIMEOUT,
          REQUESTS_PER_MINUTE,
          TOKENS_PER_MINUTE,
          HEDGE,
          JOURNAL);

  private ModelKeys() {}

  /**
   * Returns the keys of the model.
   *
   * @param more keys of one service that say how it asks the model
   */
  public static Section section(List<ConfigKey<?>> more) {
    List<ConfigKey<?>> keys = new ArrayList<>(KEYS);
    keys.addAll(more);
    return new Section("Model", keys);
  }

  /**
   * Returns what holds between engine and model.
   *
   * @param more as for {@link #section}
   */
  public static Rule rule(List<ConfigKey<?>> more) {
    List<ConfigKey<?>> keys = section(more).keys();
    return configuration -> {
      List<String> complaints = new ArrayList<>();
      Optional<Engine> engine = configuration.find(ENGINE);
      if (engine.equals(Optional.of(Engine.RULES))) {
        keys.stream()
            .filter(configuration::isSet)
            .map(key -> key.name() + " has no effect with engine=rules; set engine=llm or leave it")
            .forEach(complaints::add);
      }
      if (engine.equals(Optional.of(Engine.LLM))) {
        complaints.addAll(ofModel(configuration));
      }
      return complaints;
    };
  }

  private static List<String> ofModel(Configuration configuration) {
    List<String> complaints = new ArrayList<>();
    if (!configuration.isSet(MODEL)) {
      complaints.add("engine=llm needs a model: set llm.model");
    }
    if (configuration.isSet(API_KEY) && configuration.isSet(API_KEY_FILE)) {
      complaints.add(
          "llm.api.key.file and " + API_KEY.environmentName() + " are both set; keep one of them");
    }
    configuration
        .find(PROMPTS)
        .filter(directory -> !Files.isDirectory(directory))
        .ifPresent(directory -> complaints.add("llm.prompts is no directory: " + directory));
    complaints.addAll(ModelEndpoint.complaints(configuration));
    return complaints;
  }
}
