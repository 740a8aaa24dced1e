// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.skill.merge.ConsolidationPolicy;

/**
 * What a merge asks a model about, and how much at once.
 *
 * @param sameThreshold similarity from which on two edits at one place are one without asking;
 *     above 0; more than 1 for equal wordings only
 * @param relatedThreshold similarity of topics below which two additions at one place have nothing
 *     to do with each other, so that nobody is asked; 0 asks about all
 * @param maxRequestChars most characters that one request says about edits and files; at least
 *     1,000
 * @param maxWordings most wordings that a merged edit remembers; at least 2
 * @param repairRounds most rounds in which the model mends what does not validate; 0 leaves all of
 *     it to the rules
 */
public record MergerSettings(
    double sameThreshold,
    double relatedThreshold,
    int maxRequestChars,
    int maxWordings,
    int repairRounds) {

  /**
   * Between unrelated lessons (median 0.10 to 0.11) and the same advice in other words (0.17 on).
   */
  public static final double DEFAULT_RELATED_THRESHOLD = 0.15;

  /** About 10,000 tokens, which leaves a small model room to answer well. */
  public static final int DEFAULT_MAX_REQUEST_CHARS = 40_000;

  private static final int DEFAULT_MAX_WORDINGS = 6;
  private static final int DEFAULT_REPAIR_ROUNDS = 3;

  public MergerSettings {
    if (!(sameThreshold > 0) || !(relatedThreshold >= 0)) {
      throw new IllegalArgumentException("similarity thresholds must be above 0 and at least 0");
    }
    if (maxRequestChars < 1_000 || maxWordings < 2 || repairRounds < 0) {
      throw new IllegalArgumentException(
          "a request needs at least 1,000 characters, a merged edit 2 wordings, and the rounds of"
              + " repair cannot be negative");
    }
  }

  /**
   * Returns the default settings. What the consolidation would join in the end is joined at once:
   * to ask whether it is the same would be in vain.
   */
  public static MergerSettings defaults() {
    return new MergerSettings(
        ConsolidationPolicy.DEFAULT_SIMILARITY_THRESHOLD,
        DEFAULT_RELATED_THRESHOLD,
        DEFAULT_MAX_REQUEST_CHARS,
        DEFAULT_MAX_WORDINGS,
        DEFAULT_REPAIR_ROUNDS);
  }

  /** Returns these settings with another threshold of topics. */
  public MergerSettings withRelatedThreshold(double similarity) {
    return new MergerSettings(
        sameThreshold, similarity, maxRequestChars, maxWordings, repairRounds);
  }

  /** Returns these settings with another size of requests. */
  public MergerSettings withMaxRequestChars(int characters) {
    return new MergerSettings(
        sameThreshold, relatedThreshold, characters, maxWordings, repairRounds);
  }
}
