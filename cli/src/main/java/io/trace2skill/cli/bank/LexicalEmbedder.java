// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.bank;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Vectors from spelling: words and letter triples, each hashed to a dimension and a sign. Needs no
 * model and is the same on every machine; it finds what shares words, not what shares meaning.
 */
public final class LexicalEmbedder implements Embedder {

  static final int DIMENSIONS = 512;

  /** Part of every bank: with another hash or weight, old vectors would mean something else. */
  private static final String NAME = "lexical-" + DIMENSIONS + "/1";

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");

  /** A whole word says more than three letters of it. */
  private static final double WORD_WEIGHT = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(LexicalEmbedder::embed).toList();
  }

  private static float[] embed(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Map<String, Double> features = new HashMap<>();
    WORD.matcher(plain).results().map(MatchResult::group).forEach(word -> count(word, features));
    double[] vector = new double[DIMENSIONS];
    features.forEach(
        (feature, weight) -> {
          int hash = mixed(feature.hashCode());
          vector[(hash >>> 1) % DIMENSIONS] += ((hash & 1) == 0 ? 1 : -1) * Math.sqrt(weight);
        });
    return unit(vector);
  }

  private static void count(String word, Map<String, Double> features) {
    features.merge(word, WORD_WEIGHT, Double::sum);
    String padded = "^" + word + "$";
    for (int i = 0; i + 3 <= padded.length(); i++) {
      features.merge(padded.substring(i, i + 3), 1.0, Double::sum);
    }
  }

  /**
   * Spreads the bits: similar strings have similar hash codes, and those must not share a place.
   */
  private static int mixed(int hash) {
    int h = hash * 0x9E3779B9;
    h ^= h >>> 15;
    h *= 0x85EBCA6B;
    return h ^ h >>> 13;
  }

  private static float[] unit(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length && squares > 0; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }
}
