// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static io.trace2skill.merge.MergeDriver.SKILL;
import static io.trace2skill.merge.MergeDriver.START;
import static io.trace2skill.merge.MergeDriver.support;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillFileRecord;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.Consolidation;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.MergedPatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTopologyTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path dir;

  private MergeDriver driver(WindowPolicy windows) {
    return new MergeDriver(MergeConfig.defaults(windows), dir);
  }

  private static WindowPolicy daily(int minEvidence) {
    return new WindowPolicy(
        Optional.of(DAY), HOUR, Optional.empty(), Optional.empty(), minEvidence, HOUR);
  }

  private static WindowPolicy bounded(
      Optional<Duration> idle, Optional<Integer> max, int minEvidence) {
    return new WindowPolicy(Optional.empty(), Duration.ZERO, idle, max, minEvidence, HOUR);
  }

  @Test
  void aWindowClosedByCommandBecomesOneVersionWithExactSupport() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      IntStream.range(0, 4).forEach(i -> merge.patch("t" + i, "stale values"));
      merge.patch("t9", "merged cells");
      merge.noLesson("n1");
      merge.failed("f1");
      assertThat(merge.versions()).isEmpty();
      merge.closeWindow();

      List<SkillSnapshot> versions = merge.versions();
      assertThat(versions).hasSize(1);
      SkillSnapshot snapshot = versions.get(0);
      assertThat(snapshot.getVersion()).isEqualTo(1);
      assertThat(snapshot.getCause()).isEqualTo(SnapshotCause.EVOLUTION);
      assertThat(support(snapshot, 0)).containsExactly("t0", "t1", "t2", "t3");
      assertThat(support(snapshot, 1)).containsExactly("t9");
      assertThat(snapshot.getWindow().getPatched()).isEqualTo(5);
      assertThat(snapshot.getWindow().getNoLesson()).isEqualTo(1);
      assertThat(snapshot.getWindow().getFailed()).isEqualTo(1);
      assertThat(snapshot.getWindow().getClosedBy()).isEqualTo("command");
      assertThat(merge.snapshots()).isEqualTo(versions);
    }
  }

  @Test
  void mergesRunBeforeTheWindowClosesAndNothingIsLeftBehind() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      IntStream.range(0, 323).forEach(i -> merge.patch("t" + i, "observation " + i % 7));
      merge.advance(Duration.ofSeconds(1));
      assertThat(merge.entries(MergeStores.NODES)).isEqualTo(3 + 4 + 2 + 2);
      merge.closeWindow();

      SkillSnapshot snapshot = merge.versions().get(0);
      assertThat(snapshot.getWindow().getMergesByLevel()).containsExactly(65, 13, 3, 1);
      assertThat(snapshot.getTrajectories()).hasSize(323);
      assertThat(merge.entries(MergeStores.NODES)).isZero();
      assertThat(merge.entries(MergeStores.WINDOWS)).isZero();
      assertThat(merge.entries(MergeStores.OUTSTANDING)).isZero();
    }
  }

  @Test
  void theOrderOfPatchesDoesNotChangeTheSkill() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
    String digest = null;
    for (int run = 0; run < 3; run++) {
      Collections.shuffle(order, new Random(run));
      try (MergeDriver merge =
          new MergeDriver(
              MergeConfig.defaults(WindowPolicy.untilCommand()).withFanIn(2 + run),
              dir.resolve("run" + run))) {
        order.forEach(i -> merge.patch("t" + i, "observation " + i % 11));
        merge.closeWindow();
        String made = merge.versions().get(0).getDigest();
        assertThat(digest == null ? made : digest).isEqualTo(made);
        digest = made;
      }
    }
  }

  @Test
  void anAnalysisThatHasStartedHoldsItsWindowOpen() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      merge.patch("t1", "a");
      merge.started("slow", START);
      merge.closeWindow();
      assertThat(merge.versions()).isEmpty();
      merge.proposed("slow", "a", START);
      merge.advance(Duration.ofSeconds(1));
      assertThat(support(merge.versions().get(0), 0)).containsExactly("slow", "t1");
    }
  }

  @Test
  void anAnalysisThatNeverEndsIsGivenUpAndComesLateIntoTheNextWindow() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      merge.patch("t1", "a");
      merge.started("lost", START);
      merge.closeWindow();
      merge.advance(HOUR.plusSeconds(2));
      assertThat(support(merge.versions().get(0), 0)).containsExactly("t1");
      merge.proposed("lost", "b", START);
      merge.closeWindow();
      SkillSnapshot second = merge.versions().get(0);
      assertThat(second.getVersion()).isEqualTo(2);
      assertThat(second.getWindow().getLate()).isEqualTo(1);
      assertThat(support(second, 0)).containsExactly("lost");
    }
  }

  @Test
  void aFullWindowClosesByCount() {
    try (MergeDriver merge = driver(bounded(Optional.empty(), Optional.of(3), 1))) {
      IntStream.range(0, 7).forEach(i -> merge.patch("t" + i, "observation " + i));
      merge.advance(Duration.ofSeconds(1));
      assertThat(merge.versions())
          .extracting(v -> v.getVersion() + " " + v.getWindow().getClosedBy())
          .containsExactly("1 count", "2 count");
    }
  }

  @Test
  void aQuietWindowClosesByIdleGap() {
    try (MergeDriver merge = driver(bounded(Optional.of(HOUR), Optional.empty(), 1))) {
      merge.patch("t1", "a");
      merge.advance(HOUR.minusSeconds(5));
      assertThat(merge.versions()).isEmpty();
      merge.advance(Duration.ofSeconds(10));
      assertThat(merge.versions().get(0).getWindow().getClosedBy()).isEqualTo("idle");
    }
  }

  @Test
  void eventTimeClosesAWindowAfterItsGrace() {
    try (MergeDriver merge = driver(daily(1))) {
      merge.advance(DAY.multipliedBy(10));
      Instant nextDay = START.plus(DAY);
      merge.patch("first", "a", START);
      merge.patch("second", "b", nextDay);
      merge.patch("out-of-order", "a", START.plus(HOUR));
      merge.advance(Duration.ofSeconds(2));
      SkillSnapshot first = merge.versions().get(0);
      assertThat(first.getWindow().getClosedBy()).isEqualTo("time");
      assertThat(first.getTrajectories()).containsExactlyInAnyOrder("first", "out-of-order");
      assertThat(first.getWindow().getLate()).isZero();
    }
  }

  @Test
  void wallClockClosesAWindowOnAQuietTopic() {
    try (MergeDriver merge = driver(daily(1))) {
      merge.patch("only", "a", START);
      merge.advance(DAY.plus(HOUR).plusSeconds(2));
      assertThat(merge.versions()).hasSize(1);
    }
  }

  @Test
  void whatComesAfterItsWindowHasClosedGoesToTheWindowThatIsOpen() {
    try (MergeDriver merge = driver(daily(1))) {
      merge.advance(DAY.multipliedBy(10));
      merge.patch("a", "a", START);
      merge.patch("b", "b", START.plus(DAY.multipliedBy(2)));
      merge.advance(Duration.ofSeconds(2));
      assertThat(merge.versions()).hasSize(1);
      merge.patch("very-late", "c", START);
      merge.closeWindow();
      SkillSnapshot second = merge.versions().get(0);
      assertThat(second.getTrajectories()).containsExactlyInAnyOrder("b", "very-late");
      assertThat(second.getWindow().getLate()).isEqualTo(1);
    }
  }

  @Test
  void tooLittleEvidenceCarriesOver() {
    try (MergeDriver merge = driver(bounded(Optional.of(HOUR), Optional.empty(), 3))) {
      merge.patch("t1", "a");
      merge.patch("t2", "a");
      merge.advance(HOUR.plusSeconds(2));
      assertThat(merge.versions()).isEmpty();
      assertThat(merge.entries(MergeStores.NODES)).isEqualTo(2);
      merge.patch("t3", "a");
      merge.advance(HOUR.plusSeconds(2));
      assertThat(support(merge.versions().get(0), 0)).containsExactly("t1", "t2", "t3");
    }
  }

  @Test
  void aBaseBecomesAVersionAndIsDeepened() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      merge.registerBase("base-1", MergeDriver.skill("Mind the formulas."));
      merge.registerBase("base-1", MergeDriver.skill("Mind the formulas."));
      merge.registerBase("base-2", MergeDriver.skill("Mind the formulas."));
      IntStream.range(0, 3).forEach(i -> merge.patch("t" + i, "a"));
      merge.closeWindow();

      List<SkillSnapshot> versions = merge.versions();
      assertThat(versions)
          .extracting(v -> v.getVersion() + " " + v.getCause() + " " + v.getParentVersion())
          .containsExactly("1 BASE null", "2 EVOLUTION 1");
      assertThat(versions.get(1).getBaseDigest()).isEqualTo(versions.get(0).getDigest());
      assertThat(versions.get(1).getFiles().get(0).getContent())
          .contains("Mind the formulas.", "Avoid a");
    }
  }

  @Test
  void aBaseThatIsNoValidSkillIsRefusedWithWhatIsWrong() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      merge.registerBase("bad", List.of(new SkillFileRecord("SKILL.md", "no front matter", "")));
      assertThat(merge.versions()).isEmpty();
      DeadLetter letter = DeadLetter.of(merge.deadLetters().get(0).headers());
      assertThat(letter.stage()).isEqualTo("command");
      assertThat(letter.cause()).isEqualTo("invalid-skill");
      assertThat(letter.reason()).contains("SKILL.md");
    }
  }

  @Test
  void anOrderIsObeyedOnceAndAnsweredAlways() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      String empty = merge.closeWindow();
      assertThat(answer(merge, empty).getReason()).isEqualTo("no window was open");
      merge.noLesson("n");
      String nothing = merge.closeWindow();
      assertThat(answer(merge, nothing).getReason()).contains("no analysis proposed a patch");
      merge.patch("t", "a");
      String published = merge.closeWindow();
      assertThat(answer(merge, published).getVersion()).isEqualTo(1);
    }
  }

  @Test
  void anEngineThatFailsIsReplacedByTheDeterministicMergeAndTheVersionSaysSo() {
    MergeConfig config = MergeConfig.defaults(WindowPolicy.untilCommand());
    try (MergeDriver merge =
        new MergeDriver(config, dir, new BrokenEngine(MergeTopologyTest::noIdea))) {
      IntStream.range(0, 6).forEach(i -> merge.patch("t" + i, "a"));
      merge.closeWindow();
      merge.advance(Duration.ofMinutes(5));
      SkillSnapshot snapshot = merge.versions().get(0);
      assertThat(support(snapshot, 0)).hasSize(6);
      assertThat(snapshot.getWindow().getDeterministicFallbacks()).isEqualTo(3);
      assertThat(snapshot.getNotes()).anyMatch(note -> note.contains("did 3 merges"));
    }
  }

  @Test
  void anEngineCannotPublishAnInvalidSkill() {
    ConsolidationResult invalid =
        new ConsolidationResult.Published(
            new Consolidation(
                SkillDirectory.of(Map.of("SKILL.md", "no front matter")),
                List.of(),
                List.of(),
                List.of()));
    assertThat(consolidatedBy(root -> invalid).getFiles())
        .extracting(SkillFileRecord::getContent)
        .anyMatch(text -> text.startsWith("---\nname: sheets"))
        .anyMatch(text -> text.contains("Avoid a"));
  }

  @Test
  void anEngineCannotLoseWhatAWindowProposes() {
    ConsolidationResult nothing =
        new ConsolidationResult.NothingToPublish("nothing of interest", List.of());
    assertThat(support(consolidatedBy(root -> nothing), 0)).containsExactly("t0", "t1");
  }

  /** Returns the version of a window that an engine consolidates so. */
  private SkillSnapshot consolidatedBy(Function<MergedPatch, ConsolidationResult> consolidation) {
    MergeConfig config = MergeConfig.defaults(WindowPolicy.untilCommand());
    try (MergeDriver merge = new MergeDriver(config, dir, new BrokenEngine(consolidation))) {
      merge.patch("t0", "a");
      merge.patch("t1", "a");
      merge.closeWindow();
      merge.advance(Duration.ofMinutes(5));
      SkillSnapshot snapshot = merge.versions().get(0);
      assertThat(snapshot.getWindow().getDeterministicFallbacks()).isEqualTo(2);
      return snapshot;
    }
  }

  @Test
  void aWindowClosesBeforeItsEvidenceIsMoreThanARecordMayHold() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      IntStream.range(0, 24).forEach(i -> merge.patch("t" + i, i + "x".repeat(100_000)));
      merge.closeWindow();
      List<SkillSnapshot> versions = merge.versions();
      assertThat(versions)
          .extracting(version -> version.getWindow().getClosedBy())
          .containsExactly("size", "command");
      assertThat(versions.stream().mapToInt(version -> version.getTrajectories().size()).sum())
          .isEqualTo(24);
    }
  }

  @Test
  void aSkillThatIsTooLargeIsNotPublishedAndItsEvidenceIsKept() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      IntStream.range(0, 16).forEach(i -> merge.patch("a" + i, i + "x".repeat(100_000)));
      merge.closeWindow();
      IntStream.range(0, 16).forEach(i -> merge.patch("b" + i, i + "y".repeat(100_000)));
      String order = merge.closeWindow();
      assertThat(merge.versions()).hasSize(1);
      assertThat(answer(merge, order).getReason()).contains("register a shorter base");
      merge.registerBase("shorter", MergeDriver.skill("Mind the formulas."));
      merge.closeWindow();
      assertThat(merge.versions())
          .extracting(version -> version.getVersion() + " " + version.getTrajectories().size())
          .containsExactly("2 0", "3 16");
    }
  }

  @Test
  void anOrderIsAnsweredWhenAllWindowsThatItFoundAreSettled() {
    try (MergeDriver merge = driver(WindowPolicy.untilCommand())) {
      merge.patch("a", "a");
      merge.started("slow", START);
      String first = merge.closeWindow();
      merge.patch("b", "b");
      String second = merge.closeWindow();
      assertThat(answer(merge, second).getVersion()).isEqualTo(1);
      assertThat(merge.waiting(second)).isEqualTo(1);
      merge.proposed("slow", "c", START);
      merge.advance(Duration.ofSeconds(1));
      assertThat(merge.waiting(second)).isZero();
      assertThat(answer(merge, first).getVersion()).isEqualTo(2);
    }
  }

  private static ConsolidationResult noIdea(MergedPatch root) {
    throw new IllegalStateException("no idea what to do with " + root.edits().size() + " edits");
  }

  private static SettledWindow answer(MergeDriver merge, String commandId) {
    return merge.settled().of(SKILL).stream()
        .filter(window -> window.getCommandIds().contains(commandId))
        .findFirst()
        .orElseThrow();
  }

  /** Loses edits when it merges, and consolidates as it is told. */
  private static final class BrokenEngine implements MergeEngine {
    private final Function<MergedPatch, ConsolidationResult> consolidation;

    BrokenEngine(Function<MergedPatch, ConsolidationResult> consolidation) {
      this.consolidation = consolidation;
    }

    @Override
    public CompletionStage<EngineAnswer<MergedPatch>> merge(List<MergedPatch> group) {
      return CompletableFuture.completedFuture(
          EngineAnswer.free(new MergedPatch(List.of(), List.of())));
    }

    @Override
    public CompletionStage<EngineAnswer<ConsolidationResult>> consolidate(
        MergedPatch root, SkillDirectory base, ConsolidationPolicy policy) {
      return CompletableFuture.completedFuture(root)
          .thenApply(consolidation)
          .thenApply(EngineAnswer::free);
    }

    @Override
    public String fingerprint() {
      return "broken";
    }

    @Override
    public void close() {}
  }
}
