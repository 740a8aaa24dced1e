// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.service;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.analyst.rules.RulesAnalyst;
import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.service.ServiceContext;
import io.trace2skill.service.http.Measure;
import io.trace2skill.service.model.ModelKeys;
import java.time.Duration;
import java.util.List;

/** What thinks for the analyst stream. */
interface AnalystEngine extends AutoCloseable {

  /** Returns the engine that the configuration chooses. */
  static AnalystEngine open(ServiceContext context) {
    return switch (context.configuration().get(ModelKeys.ENGINE)) {
      case RULES -> new Rules(new RulesAnalyst());
      case LLM -> ModelAnalyst.open(context);
    };
  }

  Analyst analyst();

  /** Returns how long one attempt of an analysis may take. */
  Duration patience();

  List<String> missing();

  List<Measure> measures();

  @Override
  void close();

  /** Answers at once and needs nothing. */
  record Rules(Analyst analyst) implements AnalystEngine {

    @Override
    public Duration patience() {
      return AnalystConfig.defaults().timeout();
    }

    @Override
    public List<String> missing() {
      return List.of();
    }

    @Override
    public List<Measure> measures() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
