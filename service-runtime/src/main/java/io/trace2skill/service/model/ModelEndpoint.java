// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.model;

import io.trace2skill.journal.CallJournal;
import io.trace2skill.journal.JournalSettings;
import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.http.ApiKey;
import io.trace2skill.llm.http.EndpointClient;
import io.trace2skill.llm.http.Hedging;
import io.trace2skill.llm.http.Limits;
import io.trace2skill.llm.http.LlmClients;
import io.trace2skill.llm.http.LlmSettings;
import io.trace2skill.llm.http.Timeouts;
import io.trace2skill.llm.journal.JournalReport;
import io.trace2skill.llm.journal.JournaledClient;
import io.trace2skill.schemas.Topics;
import io.trace2skill.service.ServiceContext;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.http.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** The model as a service asks it. Calls stay open while the endpoint is down or refuses all. */
public final class ModelEndpoint implements AutoCloseable {

  private final EndpointWatch watch;
  private final EndpointClient endpoint;
  private final ChatClient client;
  private final Supplier<JournalReport> journal;

  private ModelEndpoint(
      EndpointWatch watch,
      EndpointClient endpoint,
      ChatClient client,
      Supplier<JournalReport> journal) {
    this.watch = watch;
    this.endpoint = endpoint;
    this.client = client;
    this.journal = journal;
  }

  /**
   * Makes the client; sends nothing.
   *
   * @param inFlight most calls at once
   */
  public static ModelEndpoint open(ServiceContext context, int inFlight) {
    Configuration configuration = context.configuration();
    EndpointWatch watch = new EndpointWatch();
    EndpointClient endpoint =
        LlmClients.create(
            settings(configuration).withLimits(limits(configuration, inFlight)), watch);
    ChatClient held = new RefusalHold(endpoint, watch, RefusalHold.RETRY_EVERY);
    if (!configuration.get(ModelKeys.JOURNAL)) {
      return new ModelEndpoint(watch, endpoint, held, () -> JournalReport.NONE);
    }
    CallJournal journal =
        CallJournal.open(
            JournalSettings.of(
                context.clients(), context.topics().callJournal(), Topics.MAX_RECORD_BYTES));
    JournaledClient journaled =
        new JournaledClient(held, new JournalTopic(journal), ForkJoinPool.commonPool());
    return new ModelEndpoint(watch, endpoint, journaled, journaled::report);
  }

  /** Returns the client, which {@link #close} closes. */
  public ChatClient client() {
    return client;
  }

  /** Returns why the model does not answer; mostly nothing. */
  public List<String> missing() {
    return watch.missing();
  }

  /** Returns what the calls of this endpoint add up to. */
  public List<Measure> measures() {
    return List.of(
        Measure.gauge(
            "trace2skill.llm.in.flight",
            () -> endpoint.report().inFlight(),
            "Calls of the model that run now"),
        Measure.counter(
            "trace2skill.llm.calls",
            () -> endpoint.report().total().calls(),
            "Calls that the model answered"),
        Measure.counter(
            "trace2skill.llm.prompt.tokens",
            () -> endpoint.report().total().promptTokens(),
            "Tokens sent"),
        Measure.counter(
            "trace2skill.llm.completion.tokens",
            () -> endpoint.report().total().completionTokens(),
            "Tokens received"),
        Measure.counter(
            "trace2skill.journal.hits",
            () -> journal.get().hits(),
            "Calls that the journal answered"),
        Measure.counter(
            "trace2skill.journal.unkept",
            () -> journal.get().unkept(),
            "Replies that the journal could not keep"));
  }

  /** Returns the model and its parameters. */
  public static ModelSettings model(Configuration configuration, boolean images) {
    return new ModelSettings(
        configuration.get(ModelKeys.MODEL),
        configuration
            .find(ModelKeys.TEMPERATURE)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        configuration.find(ModelKeys.SEED).map(OptionalLong::of).orElse(OptionalLong.empty()),
        OptionalInt.empty(),
        configuration.find(ModelKeys.EXTRA_BODY),
        images);
  }

  /** Returns what is wrong with address and key. */
  static List<String> complaints(Configuration configuration) {
    List<String> complaints = new ArrayList<>();
    configuration
        .find(ModelKeys.BASE_URL)
        .ifPresent(
            url -> {
              try {
                LlmSettings.of(url.toString());
              } catch (IllegalArgumentException e) {
                complaints.add("llm.base.url: " + e.getMessage());
              }
            });
    try {
      key(configuration);
    } catch (UncheckedIOException e) {
      // not the cause's text: what is wrong with a secret's file may quote the secret
      complaints.add(
          "llm.api.key.file cannot be read: " + configuration.get(ModelKeys.API_KEY_FILE));
    } catch (IllegalArgumentException e) {
      complaints.add(String.valueOf(e.getMessage()));
    }
    return complaints;
  }

  private static LlmSettings settings(Configuration configuration) {
    LlmSettings settings =
        LlmSettings.of(configuration.get(ModelKeys.BASE_URL).toString())
            .withTimeouts(
                new Timeouts(
                    Timeouts.DEFAULT.connect(), configuration.get(ModelKeys.CALL_TIMEOUT)));
    settings = key(configuration).map(settings::withApiKey).orElse(settings);
    return configuration.get(ModelKeys.HEDGE) ? settings.withHedging(Hedging.SLOW_TAIL) : settings;
  }

  private static Limits limits(Configuration configuration, int inFlight) {
    return new Limits(
        inFlight,
        configuration
            .find(ModelKeys.REQUESTS_PER_MINUTE)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()),
        configuration
            .find(ModelKeys.TOKENS_PER_MINUTE)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()));
  }

  private static Optional<ApiKey> key(Configuration configuration) {
    return configuration
        .find(ModelKeys.API_KEY_FILE)
        .map(ModelEndpoint::fromFile)
        .or(
            () ->
                configuration
                    .find(ModelKeys.API_KEY)
                    .map(text -> ApiKey.of(text, ModelKeys.API_KEY.environmentName())));
  }

  private static ApiKey fromFile(Path file) {
    try {
      return ApiKey.fromFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
