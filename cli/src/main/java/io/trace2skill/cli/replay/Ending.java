// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.replay.EvolutionEntry.State;
import io.trace2skill.cli.run.EvolveResult;
import java.time.Instant;
import java.util.Optional;

/** Says in the catalogue what an evolution came to. */
final class Ending {

  private Ending() {}

  static EvolutionEntry of(EvolutionEntry begun, EvolveResult result) {
    Optional<SkillSnapshot> made = result.published();
    return new EvolutionEntry(
        begun.name(),
        begun.skill(),
        begun.settings(),
        begun.ends(),
        made.isPresent() ? State.FINISHED : State.NOTHING,
        begun.createdAt(),
        Instant.now().toString(),
        result.counts().accepted(),
        result.counts().patched(),
        made.map(SkillSnapshot::getVersion).orElse(null),
        made.map(SkillSnapshot::getDigest).orElse(null),
        result.nothingBecause().orElse(null),
        begun.promotedVersion());
  }
}
