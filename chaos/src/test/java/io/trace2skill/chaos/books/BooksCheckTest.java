// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.chaos.books.Books.Event;
import io.trace2skill.chaos.books.Books.Letter;
import io.trace2skill.chaos.books.Books.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BooksCheckTest {

  private final Set<String> sent = new HashSet<>(Set.of("a", "b", "c"));
  private final Set<String> unsure = new HashSet<>();
  private final List<Event> events =
      new ArrayList<>(
          List.of(
              event("a", AnalysisKind.STARTED),
              event("b", AnalysisKind.STARTED),
              event("a", AnalysisKind.PATCH_PROPOSED),
              event("c", AnalysisKind.STARTED),
              event("b", AnalysisKind.NO_LESSON),
              event("c", AnalysisKind.PATCH_PROPOSED)));
  private final List<Version> versions =
      new ArrayList<>(List.of(version(1, Set.of("a")), version(2, Set.of("c"))));
  private final Map<String, Version> latest = new HashMap<>(Map.of("s", version(2, Set.of("c"))));
  private final List<Letter> letters = new ArrayList<>(List.of(letter("garbage-1")));

  @Test
  void booksThatBalanceHaveNoViolations() {
    assertThat(violations()).isEmpty();
  }

  @Test
  void findsAMissingOutcome() {
    events.removeIf(e -> e.trajectoryId().equals("b") && e.isOutcome());

    assertThat(violations()).containsExactly("one outcome");
  }

  @Test
  void findsADoubledOutcomeAndSaysWhereBothAre() {
    events.add(new Event("patches-3@99", "b", "s", AnalysisKind.NO_LESSON));

    assertThat(BooksCheck.violations(books()))
        .singleElement()
        .satisfies(
            violation ->
                assertThat(violation.detail()).contains("b has 2", "patches-0@b", "patches-3@99"));
  }

  @Test
  void findsADoubledStart() {
    events.add(event("c", AnalysisKind.STARTED));

    assertThat(violations()).containsExactly("one start");
  }

  @Test
  void findsATrajectoryThatVanished() {
    sent.add("d");

    assertThat(violations()).containsExactly("one start", "one outcome");
  }

  @Test
  void findsAnOutcomeBeforeItsStart() {
    events.removeIf(e -> e.trajectoryId().equals("b"));
    events.add(event("b", AnalysisKind.NO_LESSON));
    events.add(event("b", AnalysisKind.STARTED));

    assertThat(violations()).containsExactly("the start comes first");
  }

  @Test
  void findsAnOutcomeOfWhatNobodySent() {
    events.add(event("x", AnalysisKind.NO_LESSON));

    assertThat(violations()).containsExactly("nothing comes from nowhere");
  }

  @Test
  void letsWhatWasNeverAcknowledgedHaveAllItsEventsOrNone() {
    unsure.add("x");
    assertThat(violations()).isEmpty();

    events.add(event("x", AnalysisKind.STARTED));
    assertThat(violations()).containsExactly("one outcome");

    events.add(event("x", AnalysisKind.NO_LESSON));
    assertThat(violations()).isEmpty();
  }

  @Test
  void findsAGapInTheVersions() {
    versions.remove(0);
    versions.add(new Version("versions-0@7", "s", 3, "d3", 3, 1, Set.of("a")));
    latest.put("s", versions.get(1));

    assertThat(violations()).containsExactly("versions have no gaps");
  }

  @Test
  void findsADoubledVersion() {
    versions.add(version(2, Set.of("c")));

    assertThat(violations()).containsExactly("each version once");
  }

  @Test
  void findsALatestSnapshotThatStayedBehind() {
    latest.put("s", version(1, Set.of("a")));

    assertThat(violations()).containsExactly("the latest snapshot is the last version");
  }

  @Test
  void findsALatestSnapshotWithOtherFilesThanItsVersion() {
    latest.put("s", new Version("snapshots-0@1", "s", 2, "other", 2, 1, Set.of("c")));

    assertThat(violations()).containsExactly("the latest snapshot is the last version");
  }

  @Test
  void findsASnapshotThatIsNoVersion() {
    latest.put("t", new Version("snapshots-0@1", "t", 1, "d1", 1, 0, Set.of()));

    assertThat(violations()).containsExactly("the latest snapshot is a version");
  }

  @Test
  void findsAPatchThatNoVersionHas() {
    versions.set(1, version(2, Set.of()));
    latest.put("s", versions.get(1));

    assertThat(violations()).containsExactly("no evidence is lost");
  }

  @Test
  void findsEvidenceThatTwoVersionsCount() {
    versions.set(1, version(2, Set.of("a", "c")));
    latest.put("s", versions.get(1));

    assertThat(violations()).containsExactly("evidence counts once");
  }

  @Test
  void findsAVersionThatCountsMoreThanItNames() {
    versions.set(1, new Version("versions-0@2", "s", 2, "d2", 2, 5, Set.of("c")));

    assertThat(violations()).containsExactly("a version names its evidence");
  }

  @Test
  void findsDeadLettersThatAreMissingDoubledOrUnexplained() {
    letters.clear();
    assertThat(violations()).containsExactly("one dead letter");

    letters.addAll(List.of(letter("garbage-1"), letter("garbage-1")));
    assertThat(violations()).containsExactly("one dead letter");

    letters.remove(0);
    letters.add(letter("a"));
    assertThat(violations()).containsExactly("dead letters are explained");
  }

  private List<String> violations() {
    return BooksCheck.violations(books()).stream().map(Violation::rule).toList();
  }

  private Books books() {
    return new Books(sent, unsure, Set.of("garbage-1"), events, versions, latest, letters);
  }

  private static Event event(String id, AnalysisKind kind) {
    return new Event("patches-0@" + id + "-" + kind, id, "s", kind);
  }

  private static Version version(long number, Set<String> trajectories) {
    return new Version(
        "versions-0@" + number,
        "s",
        number,
        "d" + number,
        number,
        trajectories.size(),
        trajectories);
  }

  private static Letter letter(String key) {
    return new Letter("dead-letters-0@1", key, "cannot be decoded");
  }
}
