// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import io.trace2skill.skill.patch.Edit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is left of a proposal.
 *
 * @param reasoning the model's, or why it is withheld
 * @param edits what passed, in the order of the proposer; may be empty
 * @param changelog lines for what passed
 * @param removals one sentence for each edit that was removed, with the reason
 */
public record CheckedProposal(
    String reasoning, List<Edit> edits, List<String> changelog, List<String> removals) {

  public CheckedProposal {
    edits = List.copyOf(edits);
    changelog = List.copyOf(changelog);
    removals = List.copyOf(removals);
  }

  /** Returns the reasoning and, after it, what was removed. */
  public String account() {
    return Stream.concat(Stream.of(reasoning), removals.stream())
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("\n"));
  }
}
