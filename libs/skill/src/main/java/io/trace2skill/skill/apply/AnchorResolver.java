// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.MarkdownDocument;
import java.util.Optional;

/**
 * Finds the text that an edit is anchored at: letter by letter, else with other white space, else
 * the lines most similar to it. The first of several equal places counts. A match never starts or
 * ends inside a word.
 *
 * <p>Similarity is 1 minus the edit distance over the longer length, on as many whole lines as the
 * text has, in lower case and without emphasis and list marks. Lines whose numbers differ are never
 * similar: "step 1" is no place for "step 2". Texts under {@value #MIN_FUZZY_LENGTH} or over
 * {@value #MAX_FUZZY_LENGTH} characters are not looked for by similarity.
 */
public final class AnchorResolver {

  /** Similarity from which on lines count as found, unless another is given. */
  public static final double DEFAULT_THRESHOLD = 0.85;

  static final int MIN_FUZZY_LENGTH = 10;
  static final int MAX_FUZZY_LENGTH = 1_000;

  private final double threshold;

  /** Creates a resolver with the default threshold. */
  public AnchorResolver() {
    this(DEFAULT_THRESHOLD);
  }

  /**
   * Creates a resolver.
   *
   * @param threshold least similarity, above 0.5 and at most 1; 1 finds texts that differ in marks
   *     and case only
   */
  public AnchorResolver(double threshold) {
    if (!(threshold > 0.5 && threshold <= 1)) {
      throw new IllegalArgumentException("similarity threshold must be above 0.5 and at most 1");
    }
    this.threshold = threshold;
  }

  /**
   * Returns the first place of the text within the lines; empty when it is blank or not there.
   *
   * @param from first line to look at
   * @param to line after the last one to look at
   */
  public Optional<Anchor> resolve(MarkdownDocument document, int from, int to, String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    LineScope scope = new LineScope(document.lines().subList(from, to), from);
    return verbatim(scope, text).or(() -> SimilarLines.find(scope, text, threshold));
  }

  /** Like {@link #resolve}, but without looking for similar lines. */
  Optional<Anchor> resolveVerbatim(MarkdownDocument document, int from, int to, String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    return verbatim(new LineScope(document.lines().subList(from, to), from), text);
  }

  private static Optional<Anchor> verbatim(LineScope scope, String text) {
    return scope.findExact(text).or(() -> scope.findIgnoringWhitespace(text));
  }
}
