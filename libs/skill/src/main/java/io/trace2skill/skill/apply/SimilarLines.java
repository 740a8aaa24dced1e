// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the lines that are most similar to a text. */
final class SimilarLines {

  private static final Pattern MARKS = Pattern.compile("[*_`]|^\\s*(?:[-+]|\\d+[.)])\\s+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]+");

  /** A line with text and its number in the scope. */
  private record Candidate(int line, String text) {}

  private SimilarLines() {}

  static Optional<Anchor> find(LineScope scope, String wanted, double threshold) {
    List<Candidate> needle = candidates(Line.split(wanted));
    String target = join(needle);
    if (target.length() < AnchorResolver.MIN_FUZZY_LENGTH
        || target.length() > AnchorResolver.MAX_FUZZY_LENGTH) {
      return Optional.empty();
    }
    List<Candidate> lines = candidates(scope.lines());
    double best = 0;
    int at = -1;
    int equals = 0;
    for (int i = 0; i + needle.size() <= lines.size(); i++) {
      double similarity = similarity(target, join(lines.subList(i, i + needle.size())), threshold);
      if (similarity > best) {
        best = similarity;
        at = i;
        equals = 1;
      } else if (similarity == best) {
        equals++;
      }
    }
    if (at < 0) {
      return Optional.empty();
    }
    int last = lines.get(at + needle.size() - 1).line();
    return Optional.of(scope.wholeLines(lines.get(at).line(), last, best, equals));
  }

  private static List<Candidate> candidates(List<Line> lines) {
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String bare = MARKS.matcher(lines.get(i).text()).replaceAll("");
      String text = SPACES.matcher(bare.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
      if (!text.isEmpty()) {
        found.add(new Candidate(i, text));
      }
    }
    return found;
  }

  private static String join(List<Candidate> lines) {
    return lines.stream().map(Candidate::text).collect(Collectors.joining(" "));
  }

  /** Returns the similarity, or 0 when it is below the threshold. */
  private static double similarity(String a, String b, double threshold) {
    int longer = Math.max(a.length(), b.length());
    int limit = (int) Math.floor((1 - threshold) * longer + 1e-9);
    if (longer - Math.min(a.length(), b.length()) > limit || !digits(a).equals(digits(b))) {
      return 0;
    }
    int distance = distance(a, b, limit);
    return distance > limit ? 0 : 1 - (double) distance / longer;
  }

  private static String digits(String text) {
    return NOT_DIGITS.matcher(text).replaceAll(" ").strip();
  }

  /** Levenshtein distance, or any number over the limit when it is over the limit. */
  private static int distance(String a, String b, int limit) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
        least = Math.min(least, current[j]);
      }
      if (least > limit) {
        return limit + 1;
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
