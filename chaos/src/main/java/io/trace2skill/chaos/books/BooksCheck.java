// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.books;

import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.chaos.books.Books.Event;
import io.trace2skill.chaos.books.Books.Letter;
import io.trace2skill.chaos.books.Books.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds books against what the streams promise. */
public final class BooksCheck {

  private final Books books;
  private final List<Violation> violations = new ArrayList<>();

  private BooksCheck(Books books) {
    this.books = books;
  }

  /**
   * Returns what is wrong with books of a deployment that has settled; nothing when all is right.
   */
  public static List<Violation> violations(Books books) {
    BooksCheck check = new BooksCheck(books);
    check.events();
    check.versions();
    check.evidence();
    check.letters();
    return check.violations;
  }

  /** Every trajectory has one start and one outcome, in this order, and nobody else has any. */
  private void events() {
    Map<String, List<Event>> byTrajectory = new HashMap<>();
    books
        .events()
        .forEach(
            e -> byTrajectory.computeIfAbsent(e.trajectoryId(), id -> new ArrayList<>()).add(e));
    for (String id : new TreeSet<>(books.sent())) {
      List<Event> own = byTrajectory.getOrDefault(id, List.of());
      one("one start", id, own.stream().filter(e -> e.kind() == AnalysisKind.STARTED).toList());
      one("one outcome", id, own.stream().filter(Event::isOutcome).toList());
      if (own.size() == 2 && own.get(0).isOutcome() && !own.get(1).isOutcome()) {
        add("the start comes first", id + " ended at " + places(own));
      }
    }
    byTrajectory.forEach(this::unsent);
  }

  private void unsent(String id, List<Event> own) {
    if (books.unsure().contains(id)) {
      if (own.size() != 0 && own.size() != 2) {
        add("one outcome", id + " has events at " + places(own));
      }
    } else if (!books.sent().contains(id)) {
      add("nothing comes from nowhere", id + " was never sent, but has events at " + places(own));
    }
  }

  private void one(String rule, String id, List<Event> events) {
    if (events.isEmpty()) {
      add(rule, id + " has none");
    } else if (events.size() > 1) {
      add(rule, id + " has " + events.size() + ": " + places(events));
    }
  }

  private static String places(List<Event> events) {
    return String.join(", ", events.stream().map(e -> e.kind() + " " + e.where()).toList());
  }

  /** Each skill's versions are 1, 2, 3 ... once each, and the last is the latest. */
  private void versions() {
    versionsBySkill()
        .forEach(
            (skill, versions) -> {
              long last = 0;
              for (Map.Entry<Long, List<Version>> entry : versions.entrySet()) {
                if (entry.getKey() != last + 1) {
                  add("versions have no gaps", skill + " has no version " + (last + 1));
                }
                last = entry.getKey();
                if (entry.getValue().size() > 1) {
                  add(
                      "each version once",
                      skill + "@" + last + " is at " + whereabouts(entry.getValue()));
                }
              }
              latest(skill, last, versions.getOrDefault(last, List.of()));
            });
    books.latest().keySet().stream()
        .filter(skill -> books.versions().stream().noneMatch(v -> v.skill().equals(skill)))
        .forEach(skill -> add("the latest snapshot is a version", skill + " has no versions"));
  }

  private void latest(String skill, long number, List<Version> last) {
    Version latest = books.latest().get(skill);
    if (latest == null || latest.number() != number) {
      add(
          "the latest snapshot is the last version",
          "%s has version %d, but its snapshot is %s"
              .formatted(skill, number, latest == null ? "missing" : latest.number()));
    } else if (last.stream().noneMatch(v -> v.digest().equals(latest.digest()))) {
      add("the latest snapshot is the last version", skill + "@" + number + " has another digest");
    }
  }

  private Map<String, SortedMap<Long, List<Version>>> versionsBySkill() {
    Map<String, SortedMap<Long, List<Version>>> all = new TreeMap<>();
    books
        .versions()
        .forEach(
            v ->
                all.computeIfAbsent(v.skill(), skill -> new TreeMap<>())
                    .computeIfAbsent(v.number(), number -> new ArrayList<>())
                    .add(v));
    return all;
  }

  private static String whereabouts(List<Version> versions) {
    return String.join(", ", versions.stream().map(Version::where).toList());
  }

  /** Each patch is behind one version, because all windows are closed and each edit is new. */
  private void evidence() {
    Map<String, String> taken = new HashMap<>();
    for (Version version : books.versions()) {
      String name = version.skill() + "@" + version.number();
      for (String id : version.trajectories()) {
        String before = taken.put(id, name);
        if (before != null && !before.equals(name)) {
          add("evidence counts once", id + " is behind " + before + " and " + name);
        }
      }
      if (version.patched() != version.trajectories().size()) {
        add(
            "a version names its evidence",
            "%s counts %d patches, but names %d trajectories"
                .formatted(name, version.patched(), version.trajectories().size()));
      }
    }
    books.events().stream()
        .filter(e -> e.kind() == AnalysisKind.PATCH_PROPOSED)
        .filter(e -> !taken.containsKey(e.trajectoryId()))
        .forEach(
            e ->
                add(
                    "no evidence is lost",
                    "the patch of %s for %s at %s is behind no version"
                        .formatted(e.trajectoryId(), e.skill(), e.where())));
  }

  /** Each record that cannot be decoded has one letter, and nothing else has any. */
  private void letters() {
    Map<String, List<Letter>> byKey = new LinkedHashMap<>();
    books.letters().forEach(l -> byKey.computeIfAbsent(l.key(), key -> new ArrayList<>()).add(l));
    for (String key : new TreeSet<>(books.garbage())) {
      int count = byKey.getOrDefault(key, List.of()).size();
      if (count != 1) {
        add("one dead letter", key + " has " + count);
      }
    }
    byKey.forEach(
        (key, own) -> {
          if (!books.garbage().contains(key)) {
            add(
                "dead letters are explained",
                own.get(0).where() + ", key " + key + ": " + own.get(0).reason());
          }
        });
  }

  private void add(String rule, String detail) {
    violations.add(new Violation(rule, detail));
  }
}
