// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

/** Compares text with the reference, exactly or normalised. */
final class TextEvaluator implements Evaluator {

  enum Match {
    NORMALISED,
    EXACT
  }

  enum Articles {
    KEEP,
    IGNORE
  }

  private final String reference;
  private final Match match;
  private final TextNormalizer normalizer;

  TextEvaluator(String reference, Options options) {
    this.reference = reference;
    this.match = options.choice(Options.MATCH, Match.values());
    Articles articles = options.choice(Options.ARTICLES, Articles.values());
    this.normalizer = new TextNormalizer(articles == Articles.IGNORE);
  }

  @Override
  public Verdict evaluate(Candidate candidate) {
    return CandidateText.judge(candidate, this::judge);
  }

  @Override
  public String accepts() {
    return match == Match.EXACT
        ? "the answer as text, to the letter"
        : "the answer as text, and nothing else; case and white space do not count";
  }

  private Verdict judge(String text) {
    if (text.equals(reference)) {
      return Verdict.pass();
    }
    if (match == Match.EXACT) {
      return Verdict.fail("The text is not, to the letter, the reference.");
    }
    return normalizer.normalize(text).equals(normalizer.normalize(reference))
        ? Verdict.pass()
        : Verdict.fail("The text differs from the reference by more than case and white space.");
  }
}
