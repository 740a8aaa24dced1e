// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The lessons that the built-in model knows, some of them far more likely than others. */
public final class LessonCatalog {

  private final List<Lesson> lessons;
  private final double[] cumulated;
  private final Map<String, Lesson> byText = new HashMap<>();

  private LessonCatalog(List<Lesson> lessons) {
    this.lessons = List.copyOf(lessons);
    this.cumulated = new double[lessons.size()];
    double sum = 0;
    for (Lesson lesson : lessons) {
      sum += 1.0 / (lesson.number() + 1);
      cumulated[lesson.number()] = sum;
      for (int wording = 0; wording < Lesson.WORDINGS; wording++) {
        byText.put(lesson.wording(wording), lesson);
      }
    }
  }

  /** Reads the catalog. */
  public static LessonCatalog load() {
    List<Lesson> lessons = new ArrayList<>();
    for (String line : resource().lines().toList()) {
      String[] fields = line.split("\\|", -1);
      lessons.add(
          new Lesson(lessons.size(), fields[0], fields[1], fields[2], fields[3], fields[4]));
    }
    return new LessonCatalog(lessons);
  }

  private static String resource() {
    try (InputStream in = LessonCatalog.class.getResourceAsStream("lessons.txt")) {
      return new String(Objects.requireNonNull(in, "lessons.txt").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all lessons, the most likely first. */
  public List<Lesson> lessons() {
    return lessons;
  }

  /**
   * Returns a lesson by Zipf's law: the <i>k</i>-th is as likely as 1/<i>k</i>.
   *
   * @param uniform from 0 to below 1
   */
  public Lesson draw(double uniform) {
    double point = uniform * cumulated[cumulated.length - 1];
    int number = 0;
    while (number < cumulated.length - 1 && cumulated[number] <= point) {
      number++;
    }
    return lessons.get(number);
  }

  /** Returns the lesson that one of its wordings tells, possibly below a heading. */
  public Optional<Lesson> of(String text) {
    String item = text.strip();
    return Optional.ofNullable(byText.get(item.substring(item.lastIndexOf('\n') + 1)));
  }
}
