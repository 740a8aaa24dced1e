// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Average normalised Levenshtein similarity for questions on documents: 1 less the edit distance
 * over the longer length, ignoring case and runs of white space, and 0 below the threshold. Of
 * several accepted answers the closest counts.
 */
final class AnlsEvaluator implements Evaluator {

  private static final double THRESHOLD = 0.5;

  /** The distance takes time with the square of it. */
  private static final int MAX_LENGTH = 4_096;

  private final List<String> accepted;
  private final double threshold;

  AnlsEvaluator(String reference, Options options) {
    this.accepted = acceptedIn(reference).stream().map(AnlsEvaluator::plain).toList();
    this.threshold = options.number(Options.THRESHOLD, THRESHOLD, 1.0);
    if (accepted.isEmpty()) {
      throw new EvaluatorException("The reference answer accepts nothing; give at least one text");
    }
  }

  private static List<String> acceptedIn(String reference) {
    Optional<JsonNode> array = JsonText.parse(reference).filter(JsonNode::isArray);
    return array
        .map(node -> StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList())
        .orElse(List.of(reference));
  }

  @Override
  public Verdict evaluate(Candidate candidate) {
    return CandidateText.judge(candidate, this::judge);
  }

  @Override
  public String accepts() {
    return "the answer as text, and nothing else; small differences in spelling do not count";
  }

  private Verdict judge(String text) {
    String plain = plain(text);
    double best = accepted.stream().mapToDouble(a -> similarity(a, plain)).max().orElse(0.0);
    if (best >= 1.0) {
      return Verdict.pass();
    }
    return best >= threshold && best > 0
        ? new Verdict(true, best, "The text is close enough to the reference.")
        : Verdict.fail("The text is not close to any answer that the reference accepts.");
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static double similarity(String accepted, String text) {
    if (accepted.equals(text)) {
      return 1.0;
    }
    int longer = Math.max(accepted.length(), text.length());
    return longer > MAX_LENGTH ? 0.0 : 1.0 - (double) distance(accepted, text) / longer;
  }

  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
