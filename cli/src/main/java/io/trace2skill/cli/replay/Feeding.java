// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.cli.run.BudgetUsedUpException;
import io.trace2skill.cli.run.Evidence;
import io.trace2skill.cli.run.Evolution;
import io.trace2skill.cli.run.RunFailedException;
import io.trace2skill.cli.run.StoppedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * Lets an evolution have its log no faster than is good for the live one beside it. Patches wait,
 * besides, until those before them are merged, and a window that holds much is closed between two
 * chunks: where windows end then follows from the log, and not from how fast merges were.
 */
final class Feeding {

  /** A window closes by itself at 4 MB; a chunk more than this is far from it. */
  private static final long MUCH_EVIDENCE_BYTES = 2L << 20;

  private final ReplaySettings settings;
  private final Copier copier;
  private final Evolution evolution;
  private final long begunAt = System.nanoTime();
  private final int copiedBefore;

  Feeding(ReplaySettings settings, Copier copier, Evolution evolution) {
    this.settings = settings;
    this.copier = copier;
    this.evolution = evolution;
    this.copiedBefore = copier.inTopic();
  }

  /** Copies to the end of the range. */
  void run()
      throws StoppedException,
          RunFailedException,
          BudgetUsedUpException,
          InterruptedException,
          ExecutionException {
    do {
      evolution.step();
      while (isAhead()) {
        evolution.step();
      }
      if (settings.source() == ReplaySource.PATCHES) {
        awaitMerged();
      }
    } while (copier.copyNext());
  }

  private boolean isAhead() {
    double seconds = (System.nanoTime() - begunAt) / (double) Duration.ofSeconds(1).toNanos();
    return copier.inTopic() - copiedBefore > settings.rate() * seconds;
  }

  private void awaitMerged()
      throws StoppedException,
          RunFailedException,
          BudgetUsedUpException,
          InterruptedException,
          ExecutionException {
    Evidence evidence = evolution.evidence();
    while (evidence.outcomes() < copier.inTopic() || !evidence.settled()) {
      evolution.step();
      evidence = evolution.evidence();
    }
    if (evidence.openBytes() > MUCH_EVIDENCE_BYTES) {
      evolution.learn(() -> true);
    }
  }
}
