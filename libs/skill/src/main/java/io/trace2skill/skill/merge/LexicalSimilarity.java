// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Similarity by shared spelling: the cosine of the letter triples of the words, without the words
 * that carry no meaning. Robust against inflection and word order, and blind for synonyms. Two
 * lessons are not similar at all when only one of them says no, or when they name different
 * numbers: such a small difference in spelling turns a lesson into another one. Whether two lessons
 * are about the same is another question, and there such differences do not count.
 */
public final class LexicalSimilarity implements Similarity {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+(?:['’]\\p{L}+)?");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");

  private static final Set<String> NEGATIONS =
      Set.of("no", "not", "never", "none", "without", "avoid", "cannot", "nor", "neither");

  private static final Set<String> STOP_WORDS =
      Set.of(
          "a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "do",
          "does", "for", "from", "had", "has", "have", "if", "in", "into", "is", "it", "its", "of",
          "on", "or", "so", "than", "that", "the", "their", "them", "then", "there", "these",
          "they", "this", "those", "to", "was", "were", "will", "with", "you", "your");

  private final boolean ofMeaning;

  /** Creates a similarity of what lessons say. */
  public LexicalSimilarity() {
    this(true);
  }

  private LexicalSimilarity(boolean ofMeaning) {
    this.ofMeaning = ofMeaning;
  }

  /**
   * Returns a similarity of what lessons are about: one that says no and one that does not, or two
   * that differ in a number, may be as similar as any.
   */
  public static Similarity ofTopics() {
    return new LexicalSimilarity(false);
  }

  @Override
  public Comparison prepare(List<String> texts) {
    List<Features> features = texts.stream().map(Features::of).toList();
    return (a, b) -> a == b ? 1 : similarity(features.get(a), features.get(b));
  }

  private double similarity(Features a, Features b) {
    return ofMeaning && a.differsInMeaning(b) ? 0 : a.similarity(b);
  }

  /** What of a text is compared. */
  private static final class Features {
    /** Packed letter triples, ascending. */
    private final long[] triples;

    /** Their weights, scaled so that the squares sum up to 1. */
    private final double[] weights;

    private final boolean denies;
    private final Set<String> numbers;

    private Features(long[] triples, double[] weights, boolean denies, Set<String> numbers) {
      this.triples = triples;
      this.weights = weights;
      this.denies = denies;
      this.numbers = numbers;
    }

    static Features of(String text) {
      SortedMap<Long, Integer> counts = new TreeMap<>();
      Set<String> numbers = new TreeSet<>();
      boolean denies = false;
      for (String word : words(text)) {
        denies |= NEGATIONS.contains(word) || word.endsWith("n't");
        if (NUMBER.matcher(word).matches()) {
          numbers.add(word);
        }
        if (!STOP_WORDS.contains(word)) {
          count(" " + word + " ", counts);
        }
      }
      return of(counts, denies, numbers);
    }

    private static Features of(
        SortedMap<Long, Integer> counts, boolean denies, Set<String> numbers) {
      long[] triples = counts.keySet().stream().mapToLong(Long::longValue).toArray();
      double[] weights = counts.values().stream().mapToDouble(Math::sqrt).toArray();
      double length = Math.sqrt(counts.values().stream().mapToInt(Integer::intValue).sum());
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= length;
      }
      return new Features(triples, weights, denies, numbers);
    }

    private static List<String> words(String text) {
      String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      List<String> words = new ArrayList<>();
      WORD.matcher(plain.replace('’', '\'')).results().map(MatchResult::group).forEach(words::add);
      return words;
    }

    private static void count(String padded, SortedMap<Long, Integer> counts) {
      for (int i = 0; i + 3 <= padded.length(); i++) {
        long triple =
            (long) padded.charAt(i) << 32
                | (long) padded.charAt(i + 1) << 16
                | padded.charAt(i + 2);
        counts.merge(triple, 1, Integer::sum);
      }
    }

    boolean differsInMeaning(Features other) {
      return denies != other.denies || !numbers.equals(other.numbers);
    }

    double similarity(Features other) {
      double dot = 0;
      int i = 0;
      int j = 0;
      while (i < triples.length && j < other.triples.length) {
        if (triples[i] == other.triples[j]) {
          dot += weights[i++] * other.weights[j++];
        } else if (triples[i] < other.triples[j]) {
          i++;
        } else {
          j++;
        }
      }
      return Math.min(1, dot);
    }
  }
}
