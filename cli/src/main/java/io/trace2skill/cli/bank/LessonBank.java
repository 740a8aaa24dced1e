// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.bank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lessons with their vectors.
 *
 * @param skill the skill that they are about
 * @param embedder name of what made the vectors
 * @param entries in the order in which they were written
 */
public record LessonBank(String skill, String embedder, List<Entry> entries) {

  public LessonBank {
    entries = List.copyOf(entries);
  }

  /**
   * A lesson and its vector.
   *
   * @param embedding of length 1, or zero
   */
  public record Entry(Lesson lesson, List<Float> embedding) {

    public Entry {
      embedding = List.copyOf(embedding);
    }
  }

  /**
   * A lesson that was found.
   *
   * @param similarity from -1 to 1, the cosine of the vectors
   */
  public record Hit(double similarity, Lesson lesson) {}

  /**
   * Makes a bank.
   *
   * @throws EmbeddingException when the vectors cannot be had
   */
  public static LessonBank of(String skill, List<Lesson> lessons, Embedder embedder)
      throws EmbeddingException {
    List<float[]> vectors = embedder.embed(lessons.stream().map(Lesson::text).toList());
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lessons.size(); i++) {
      entries.add(new Entry(lessons.get(i), boxed(vectors.get(i))));
    }
    return new LessonBank(skill, embedder.name(), entries);
  }

  /**
   * Returns the lessons nearest to a question, the nearest first. Lessons that say the same word
   * for word are one hit, the earliest, so that a frequent lesson does not fill the answer.
   *
   * @param embedder the one that made the bank
   * @param limit most hits; at least 1
   * @throws IllegalArgumentException when the bank was made by another embedder
   * @throws EmbeddingException when the question's vector cannot be had
   */
  public List<Hit> query(String question, Embedder embedder, int limit) throws EmbeddingException {
    if (!embedder.name().equals(this.embedder)) {
      throw new IllegalArgumentException(
          "the bank was made with %s and cannot be asked with %s"
              .formatted(this.embedder, embedder.name()));
    }
    float[] vector = embedder.embed(List.of(question)).get(0);
    List<Hit> nearest =
        entries.stream()
            .map(entry -> new Hit(cosine(entry.embedding(), vector), entry.lesson()))
            .filter(hit -> hit.similarity() > 0)
            .sorted(Comparator.comparingDouble(Hit::similarity).reversed())
            .toList();
    Map<String, Hit> distinct = new LinkedHashMap<>();
    nearest.forEach(hit -> distinct.putIfAbsent(hit.lesson().text().strip(), hit));
    return distinct.values().stream().limit(limit).toList();
  }

  private static double cosine(List<Float> a, float[] b) {
    if (a.size() != b.length) {
      return 0;
    }
    double dot = 0;
    for (int i = 0; i < b.length; i++) {
      dot += a.get(i) * b[i];
    }
    return dot;
  }

  private static List<Float> boxed(float[] vector) {
    List<Float> boxed = new ArrayList<>(vector.length);
    for (float value : vector) {
      boxed.add(value);
    }
    return boxed;
  }
}
