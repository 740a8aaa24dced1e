// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.WindowState;
import io.trace2skill.merge.MergeTree.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of evidence that is not published when its window closes. None is dropped. Stream
 * thread only.
 */
final class CarryOver {

  private final WindowPolicies policies;
  private final WindowAssigner assigner;
  private final SkillStore skills;
  private final WindowStore windows;
  private final TreeProgress tree;
  private final Publication publication;
  private final WindowAccounts accounts;

  CarryOver(
      WindowPolicies policies,
      WindowAssigner assigner,
      SkillStore skills,
      WindowStore windows,
      TreeProgress tree,
      Publication publication,
      WindowAccounts accounts) {
    this.policies = policies;
    this.assigner = assigner;
    this.skills = skills;
    this.windows = windows;
    this.tree = tree;
    this.publication = publication;
    this.accounts = accounts;
  }

  /**
   * Returns why the window's evidence does not become a version but goes on; empty when nothing
   * speaks against a version. A full window goes nowhere: when the skill is pinned it waits.
   */
  Optional<String> withheld(WindowState window) {
    int least = policies.of(window.getSkill()).minEvidence();
    if (window.getPatched() < least) {
      return Optional.of(
          "%d patches are below the minimum evidence of %d; they carry over to the next window"
              .formatted(window.getPatched(), least));
    }
    return skills.isPinned(window.getSkill()) && !ClosingRule.isFull(window)
        ? Optional.of(
            "the skill is pinned; its %d patches carry over to the next window"
                .formatted(window.getPatched()))
        : Optional.empty();
  }

  /** Returns the window that is open now, when the evidence of both is not too much for one. */
  private Optional<WindowState> roomElsewhere(WindowState window) {
    return assigner
        .newestOpen(window.getSkill())
        .filter(
            open ->
                open.getEvidenceBytes() + window.getEvidenceBytes()
                    < EvidenceSize.MAX_WINDOW_BYTES);
  }

  /** Returns whether another window is open and has room for the evidence. */
  boolean hasTarget(WindowState window) {
    return roomElsewhere(window).isPresent();
  }

  /** Opens a window again as it is: no merge has to be made for that. */
  void reopen(WindowState window, String reason, Instant now) {
    accounts.remember(window, reason);
    windows.put(assigner.reopen(window, now));
  }

  /**
   * Gives the evidence to the window that is open now, else opens this one again.
   *
   * @param root all evidence of the window
   */
  void carry(WindowState window, MergedPatchRecord root, String reason, Instant now) {
    Optional<WindowState> open = roomElsewhere(window);
    if (open.isPresent()) {
      accounts.nothing(WindowTally.withoutUsage(window), reason, List.of());
      Node leaf = new Node(0, open.get().getLeaves());
      WindowState target = WindowTally.withCarried(open.get(), window);
      windows.put(target);
      tree.ready(target, leaf, root);
    } else {
      accounts.remember(window, reason);
      WindowState again = WindowState.newBuilder(assigner.reopen(window, now)).setLeaves(1).build();
      windows.put(again);
      tree.ready(again, new Node(0, 0), root);
    }
    publication.startNext(window.getSkill());
  }
}
