// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.analyst.rules.RulesAnalyst;
import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.merge.MergeEngine;
import io.trace2skill.merge.RulesMergeEngine;
import java.time.Duration;

/** Answers at once and needs nothing. */
final class RulesEngine implements Engine {

  private final Analyst analyst = new RulesAnalyst();
  private final MergeEngine merger = new RulesMergeEngine();

  @Override
  public Analyst analyst() {
    return analyst;
  }

  @Override
  public MergeEngine merger() {
    return merger;
  }

  @Override
  public Duration patience() {
    return AnalystConfig.defaults().timeout();
  }

  @Override
  public EngineStatus status() {
    return EngineStatus.IDLE;
  }

  @Override
  public void save() {}

  @Override
  public void close() {
    merger.close();
  }
}
