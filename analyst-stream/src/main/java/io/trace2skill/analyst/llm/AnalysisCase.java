// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analysis.Verification;
import io.trace2skill.analyst.llm.check.CheckedProposal;
import io.trace2skill.analyst.llm.check.ProposalCheck;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.llm.Usage;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.Patch;
import io.trace2skill.skill.patch.ReadPatch;
import java.util.List;
import java.util.Optional;

/**
 * What is analysed.
 *
 * @param trajectory the run
 * @param base the skill that edits are made against
 */
record AnalysisCase(Trajectory trajectory, Optional<SkillDirectory> base) {

  /**
   * Returns what a model's proposal comes to once it is checked. Reads the reference, so it takes
   * its time.
   */
  Analysis outcome(ReadPatch proposal, Verification verification, Usage usage) {
    CheckedProposal checked = new ProposalCheck(trajectory, base).check(proposal);
    if (checked.edits().isEmpty()) {
      return new Analysis.NoLesson(checked.account(), usage);
    }
    Patch patch =
        new Patch(
            trajectory.getTrajectoryId(),
            checked.account(),
            checked.edits(),
            checked.changelog(),
            base.map(SkillDirectory::digest));
    return new Analysis.Proposed(patch, verification, usage);
  }

  /** Returns a model's words as far as they may be shown. */
  String shown(String reasoning) {
    ReadPatch words = new ReadPatch(reasoning, List.of(), List.of(), List.of());
    return new ProposalCheck(trajectory, base).check(words).reasoning();
  }
}
