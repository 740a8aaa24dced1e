// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.service;

import io.trace2skill.merge.MergeEngine;
import io.trace2skill.merge.RulesMergeEngine;
import io.trace2skill.merge.llm.LlmMergeEngine;
import io.trace2skill.merge.llm.MergerSettings;
import io.trace2skill.service.ServiceContext;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.http.Measure;
import io.trace2skill.service.model.ModelEndpoint;
import io.trace2skill.service.model.ModelKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What thinks for the merge stream.
 *
 * @param engine closed with the stream
 * @param endpoint the model that it asks; empty for rules
 */
record MergeThinking(MergeEngine engine, Optional<ModelEndpoint> endpoint)
    implements AutoCloseable {

  /** Longer than any outage that somebody waits for. */
  private static final Duration PATIENCE = Duration.ofHours(24);

  /** Returns what the configuration chooses. */
  static MergeThinking open(ServiceContext context) {
    return switch (context.configuration().get(ModelKeys.ENGINE)) {
      case RULES -> new MergeThinking(new RulesMergeEngine(), Optional.empty());
      case LLM -> asking(context);
    };
  }

  private static MergeThinking asking(ServiceContext context) {
    Configuration configuration = context.configuration();
    ModelEndpoint endpoint = ModelEndpoint.open(context, configuration.get(MergeKeys.IN_FLIGHT));
    MergeEngine engine =
        new LlmMergeEngine(
            endpoint.client(),
            ModelEndpoint.model(configuration, false),
            configuration.find(ModelKeys.PROMPTS),
            MergerSettings.defaults());
    return new MergeThinking(engine, Optional.of(endpoint));
  }

  /** Returns how long one attempt of a merge may take, when the engine waits itself. */
  Optional<Duration> patience() {
    return endpoint.map(asked -> PATIENCE);
  }

  List<String> missing() {
    return endpoint.map(ModelEndpoint::missing).orElse(List.of());
  }

  List<Measure> measures() {
    return endpoint.map(ModelEndpoint::measures).orElse(List.of());
  }

  @Override
  public void close() {
    endpoint.ifPresent(ModelEndpoint::close);
  }
}
