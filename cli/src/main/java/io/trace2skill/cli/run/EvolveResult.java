// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.bank.Lesson;
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.skill.SkillDirectory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run came to.
 *
 * @param counts the books
 * @param endings what became of each accepted trajectory, by id
 * @param letters what could not be used
 * @param windows windows that were settled, oldest first
 * @param made the versions that the run made, oldest first; empty when it made none
 * @param lessons what goes into a bank; empty when a skill is made
 * @param nothingBecause why there is neither a version nor a lesson; empty when there is
 * @param before the skill that the versions were made from; without files for one from scratch
 * @param analyst fingerprint of what did the analyses
 * @param merger fingerprint of what did the merges
 * @param analysisUsage what all analyses used up
 * @param mergeUsage what the merges of the windows used up
 * @param timings seconds
 */
public record EvolveResult(
    Counts counts,
    List<Ending> endings,
    List<DeadLetter> letters,
    List<SettledWindow> windows,
    List<SkillSnapshot> made,
    List<Lesson> lessons,
    Optional<String> nothingBecause,
    SkillDirectory before,
    String analyst,
    String merger,
    Usage analysisUsage,
    Usage mergeUsage,
    Timings timings) {

  /** Returns the latest version that the run made; empty when it made none. */
  public Optional<SkillSnapshot> published() {
    return made.stream().reduce((older, newer) -> newer);
  }

  /**
   * The books, over all runs on the data directory: {@code read = accepted + deadLettered +
   * duplicates} and {@code accepted = patched + noLesson + failed + pending}.
   *
   * @param unverified those of the patched whose cause could not be checked
   * @param deadLettered records that were refused before an analysis
   * @param late outcomes that came after their own window had closed
   * @param duplicates records that repeat a trajectory, in this run's inputs
   */
  public record Counts(
      long read,
      long accepted,
      long patched,
      long unverified,
      long noLesson,
      long failed,
      long deadLettered,
      long pending,
      long late,
      long duplicates) {

    /** Returns whether everything that was read is found again. */
    public boolean isBalanced() {
      return read == accepted + deadLettered + duplicates
          && accepted == patched + noLesson + failed + pending
          && pending == 0;
    }
  }

  /**
   * What became of a trajectory.
   *
   * @param outcome success, failure or unknown
   * @param result one of {@link #PATCHED}, {@link #NO_LESSON} and {@link #FAILED}
   * @param reason why there is no lesson, or the analysis failed; empty for a patch
   * @param unverified whether the patch names a cause that could not be checked
   * @param usage what the analysis used up
   */
  public record Ending(
      String trajectoryId,
      String outcome,
      String result,
      String reason,
      boolean unverified,
      Usage usage) {

    /** A patch was proposed. */
    public static final String PATCHED = "patched";

    /** The trajectory teaches nothing. */
    public static final String NO_LESSON = "no-lesson";

    /** The analysis failed for good. */
    public static final String FAILED = "failed";
  }

  /**
   * Seconds. The phases overlap, because analyses and merges begin while files are still read.
   *
   * @param startup from the start of the process until both topologies were started
   * @param firstAnalysis from the start of the process to the first outcome that was seen
   * @param read reading the inputs
   * @param analyse from the start of reading until every trajectory had its outcome
   * @param merge from then until the version was there
   * @param total from the start of the process until then
   */
  public record Timings(
      double startup,
      OptionalDouble firstAnalysis,
      double read,
      double analyse,
      double merge,
      double total) {}
}
