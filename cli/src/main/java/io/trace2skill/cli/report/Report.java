// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code report.json} says, component by component; {@code docs/report.md} documents it. A
 * component that is null is written as {@code null}, never left out.
 *
 * @param reportVersion version of this form; a reader that knows it can read every key
 * @param tool name and version of what wrote the report
 * @param skill name of the skill
 * @param result what the run came to
 * @param reason why nothing was published; null when a version was
 * @param createdAt when the report was written, ISO 8601 in UTC
 * @param counts the books
 * @param windows windows that were settled, oldest first
 * @param mergesByLevel merges of the last window at level 1, 2, ...
 * @param edits what was learned, best supported first
 * @param dropped edits that did not reach the skill
 * @param snapshot the published version; null when there is none
 * @param notes what was added or moved to make a valid skill
 * @param engine name of what did the thinking
 * @param engineFingerprint changes whenever the analyses' results may
 * @param mergerFingerprint changes whenever the merges' results may
 * @param settings settings that decided the result
 * @param model use of a language model
 * @param timings seconds
 * @param deadLetters what could not be used, up to {@link #MAX_LISTED}
 * @param trajectories what became of each accepted trajectory, by id
 */
public record Report(
    int reportVersion,
    String tool,
    String skill,
    Result result,
    @Nullable String reason,
    String createdAt,
    Counts counts,
    List<Window> windows,
    List<Integer> mergesByLevel,
    List<LearnedEdit> edits,
    List<Dropped> dropped,
    @Nullable Snapshot snapshot,
    List<String> notes,
    String engine,
    String engineFingerprint,
    String mergerFingerprint,
    Settings settings,
    Model model,
    Timings timings,
    List<Letter> deadLetters,
    List<TrajectoryEnd> trajectories) {

  /** The version of the form that this class writes. */
  public static final int VERSION = 1;

  /** Dead letters beyond so many are counted, but not listed. */
  public static final int MAX_LISTED = 1000;

  /** What a run came to. */
  public enum Result {
    /** A version was published. */
    @JsonProperty("published")
    PUBLISHED,
    /** There was nothing to publish, and the reason says why. */
    @JsonProperty("nothing-to-publish")
    NOTHING
  }

  /**
   * The books: {@code read = accepted + deadLettered + duplicates} and {@code accepted = patched +
   * noLesson + failed + pending}.
   *
   * @param read records found in the inputs
   * @param accepted trajectories whose analysis was started
   * @param patched trajectories that proposed a patch
   * @param unverified those of {@code patched} whose cause could not be checked
   * @param noLesson trajectories that teach nothing
   * @param failed analyses that failed for good; these are dead letters too, but counted here only
   * @param deadLettered records that were refused before an analysis
   * @param pending analyses without an outcome; 0 at the end of a run
   * @param late outcomes that came after their own window had closed
   * @param duplicates records that repeat a trajectory that was read before
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
      long duplicates) {}

  /**
   * A window that was settled.
   *
   * @param window number of the window
   * @param closedBy time, count, idle or command
   * @param version the version that it published; null for none
   * @param fanIn most patches that one merge took
   * @param deterministicFallbacks merges that the deterministic merge did for the engine
   * @param unverified those of its patches whose cause could not be checked
   * @param analysisUsage what its analyses used up; null when they called no model
   * @param mergeUsage what its merges used up; null when they called no model
   */
  public record Window(
      long window,
      String openedAt,
      String closedBy,
      long patched,
      long noLesson,
      long failed,
      long late,
      List<Integer> mergesByLevel,
      int fanIn,
      int deterministicFallbacks,
      long unverified,
      @Nullable ModelUse analysisUsage,
      @Nullable ModelUse mergeUsage,
      @Nullable Long version,
      @Nullable String reason) {}

  /** The observation that an edit rests on; equal observations have equal signatures. */
  public record Basis(String kind, String signature) {}

  /**
   * An edit as it was applied.
   *
   * @param section heading that it went under; null where the operation has none
   * @param text what it put in; empty for a deletion
   * @param support number of distinct trajectories that it rests on
   * @param trajectories those trajectories, by id
   * @param ground what it rests on; null when the engine gave nothing
   * @param otherWordings how other trajectories worded it
   */
  public record LearnedEdit(
      String file,
      @Nullable String section,
      String op,
      String text,
      int support,
      List<String> trajectories,
      @Nullable Basis ground,
      List<String> otherWordings) {}

  /**
   * An edit that did not reach the skill.
   *
   * @param reason machine-readable, for example {@code conflict}
   * @param detail the same for a person
   */
  public record Dropped(
      String reason,
      String detail,
      String file,
      @Nullable String section,
      String op,
      String text,
      int support,
      List<String> trajectories,
      @Nullable Basis ground) {}

  /**
   * A published version.
   *
   * @param digest over paths and contents of all files
   * @param base digest of the version that it was made from; null for a skill from scratch
   * @param parentVersion number of that version; null for a skill from scratch
   */
  public record Snapshot(
      long version,
      String digest,
      @Nullable String base,
      @Nullable Long parentVersion,
      String createdAt,
      List<FileEntry> files) {}

  /** A file of the published version. */
  public record FileEntry(String path, long bytes, long lines, String sha256) {}

  /**
   * Settings that decided the result.
   *
   * @param engine those of the engine: option, without its hyphens, to value
   */
  public record Settings(
      String signals,
      int fanIn,
      int minSupport,
      int inFlight,
      String format,
      SortedMap<String, String> engine) {}

  /**
   * Use of a language model; all zero for the rules engine.
   *
   * @param analysis by all analyses
   * @param merge by the merges of the windows
   * @param total both
   * @param deterministicFallbacks merges that the deterministic merge did for the engine
   */
  public record Model(
      ModelUse total, ModelUse analysis, ModelUse merge, long deterministicFallbacks) {}

  /**
   * What calls of a model used up.
   *
   * @param calls answered requests, also those whose answer was of no use
   * @param cachedPromptTokens those of {@code promptTokens} that the endpoint had cached
   * @param cost in the currency of the prices that were given; 0 without prices
   */
  public record ModelUse(
      long calls,
      long promptTokens,
      long cachedPromptTokens,
      long completionTokens,
      BigDecimal cost) {}

  /**
   * Seconds, with three decimals. The phases overlap, because analyses and merges begin while files
   * are still read.
   *
   * @param startup until the topologies were started
   * @param firstAnalysis from the start of the process to the first outcome seen; null for none
   * @param read reading the inputs into the topic
   * @param analyse from the start of reading until every trajectory had its outcome
   * @param merge from then until the version was published
   * @param total from the start of the process until the report was made
   */
  public record Timings(
      double startup,
      @Nullable Double firstAnalysis,
      double read,
      double analyse,
      double merge,
      double total) {}

  /** Something that could not be used. */
  public record Letter(String reason, String stage, String cause, String origin) {}

  /**
   * What became of a trajectory.
   *
   * @param outcome success, failure or unknown
   * @param result patched, no-lesson or failed
   * @param reason why there is no lesson, or the analysis failed; empty for a patch
   * @param unverified whether the patch names a cause that could not be checked
   * @param usage what the analysis used up; null when it called no model
   */
  public record TrajectoryEnd(
      String id,
      String outcome,
      String result,
      String reason,
      boolean unverified,
      @Nullable ModelUse usage) {}
}
