// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst;

import io.trace2skill.avro.Trajectory;
import io.trace2skill.skill.SkillDirectory;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Turns one trajectory into at most one patch. Thread-safe: one instance serves all stream threads.
 */
public interface Analyst {

  /**
   * Starts the analysis of one trajectory. Called on a stream thread, so it must not wait for
   * anything: slow work belongs behind the returned stage.
   *
   * @param trajectory what to analyse; treated as immutable
   * @param base the skill as it is now, empty when none was registered or published yet
   * @return completes with the result, or exceptionally when the analysis failed
   */
  CompletionStage<Analysis> analyse(Trajectory trajectory, Optional<SkillDirectory> base);

  /**
   * Returns the name of this analyst and what else decides its results: version, model, prompts,
   * settings. Two analysts with the same fingerprint judge alike.
   */
  String fingerprint();
}
