// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static io.trace2skill.merge.MergeDriver.SKILL;
import static io.trace2skill.merge.MergeDriver.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.trace2skill.avro.AnswerOutcome;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillFileRecord;
import io.trace2skill.avro.SkillSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersTest {

  @TempDir Path dir;

  private MergeDriver merge;

  @BeforeEach
  void start() {
    merge = new MergeDriver(MergeConfig.defaults(WindowPolicy.untilCommand()), dir);
  }

  @AfterEach
  void stop() {
    merge.close();
  }

  private void evolve(String trajectory) {
    merge.patch(trajectory, "observation of " + trajectory);
    merge.closeWindow();
    merge.answers();
  }

  private static String lineage(SkillSnapshot version) {
    return "%d %s parent=%s restored=%s"
        .formatted(
            version.getVersion(),
            version.getCause(),
            version.getParentVersion(),
            version.getRestoredVersion());
  }

  private static void assertAnswer(CommandAnswer answer, AnswerOutcome outcome, String message) {
    assertThat(answer.getOutcome()).as(answer.getMessage()).isEqualTo(outcome);
    assertThat(answer.getMessage()).contains(message);
  }

  @Test
  void aRollbackIsANewVersionWithOldContent() {
    evolve("a");
    evolve("b");
    CommandAnswer answer = merge.rollBack(1);
    assertAnswer(answer, AnswerOutcome.DONE, "version 3 with the files of version 1");
    assertThat(answer.getVersion()).isEqualTo(3);
    evolve("c");
    List<SkillSnapshot> versions = merge.versions();
    assertThat(versions)
        .extracting(OrdersTest::lineage)
        .containsExactly(
            "1 EVOLUTION parent=null restored=null",
            "2 EVOLUTION parent=1 restored=null",
            "3 ROLLBACK parent=2 restored=1",
            "4 EVOLUTION parent=3 restored=null");
    assertThat(versions.get(2).getFiles()).isEqualTo(versions.get(0).getFiles());
    assertThat(versions.get(2).getCommandId()).isEqualTo(answer.getCommandId());
    assertThat(versions.get(3).getBaseDigest()).isEqualTo(versions.get(0).getDigest());
  }

  @Test
  void aRollbackToWhatIsThereOrNeverWasChangesNothing() {
    evolve("a");
    evolve("b");
    assertAnswer(merge.rollBack(2), AnswerOutcome.UNCHANGED, "version 2 has the files");
    assertAnswer(merge.rollBack(7), AnswerOutcome.REFUSED, "no version 7; the latest one is 2");
    assertAnswer(
        merge.order(CommandKind.ROLLBACK), AnswerOutcome.REFUSED, "there is no version null");
    assertThat(merge.versions()).hasSize(2);
  }

  @Test
  void nothingIsPublishedForAPinnedSkillAndNothingIsLost() {
    evolve("a");
    assertAnswer(merge.order(CommandKind.PIN), AnswerOutcome.DONE, "until it is unpinned");
    merge.patch("b", "b");
    assertAnswer(merge.order(CommandKind.CLOSE_WINDOW), AnswerOutcome.REFUSED, "pinned");
    assertAnswer(merge.rollBack(1), AnswerOutcome.REFUSED, "unpin it first");
    merge.registerBase("base", MergeDriver.skill("Mind the formulas."));
    assertAnswer(merge.answers().get(0), AnswerOutcome.REFUSED, "pinned");
    assertAnswer(merge.order(CommandKind.DELETE), AnswerOutcome.REFUSED, "pinned");
    CommandAnswer again = merge.order(CommandKind.PIN);
    assertAnswer(again, AnswerOutcome.UNCHANGED, "already");
    assertThat(again.getPinned()).isTrue();
    assertThat(merge.versions()).hasSize(1);

    CommandAnswer unpinned = merge.order(CommandKind.UNPIN);
    assertAnswer(unpinned, AnswerOutcome.DONE, "published again");
    assertThat(unpinned.getPinned()).isFalse();
    assertAnswer(merge.order(CommandKind.UNPIN), AnswerOutcome.UNCHANGED, "not pinned");
    CommandAnswer closed = merge.order(CommandKind.CLOSE_WINDOW);
    assertAnswer(closed, AnswerOutcome.DONE, "published version 2");
    assertThat(closed.getVersion()).isEqualTo(2);
    assertThat(merge.versions().get(0).getTrajectories()).containsExactly("b");
  }

  @Test
  void theWindowsOfAPinnedSkillJoinInsteadOfPilingUp() {
    stop();
    WindowPolicy three =
        new WindowPolicy(
            Optional.of(Duration.ofHours(1)),
            Duration.ZERO,
            Optional.of(Duration.ofMinutes(10)),
            Optional.of(3),
            1,
            Duration.ofHours(1));
    merge = new MergeDriver(MergeConfig.defaults(three), dir.resolve("three"));
    merge.order(CommandKind.PIN);
    IntStream.range(0, 100)
        .forEach(
            i -> {
              merge.patch("t" + i, "observation " + i % 7, START.plus(Duration.ofMinutes(40L * i)));
              merge.advance(Duration.ofMinutes(40));
            });
    assertThat(merge.versions()).isEmpty();
    assertThat(merge.entries(MergeStores.WINDOWS)).isLessThanOrEqualTo(2);
    merge.order(CommandKind.UNPIN);
    merge.advance(Duration.ofHours(2));
    assertThat(merge.versions())
        .singleElement()
        .satisfies(version -> assertThat(version.getTrajectories()).hasSize(100));
  }

  @Test
  void fullWindowsOfAPinnedSkillWaitForTheirTurn() {
    merge.order(CommandKind.PIN);
    IntStream.range(0, 24).forEach(i -> merge.patch("t" + i, i + "x".repeat(100_000)));
    merge.advance(Duration.ofSeconds(1));
    assertThat(merge.versions()).isEmpty();
    assertThat(merge.entries(MergeStores.WINDOWS)).isEqualTo(2);
    merge.order(CommandKind.UNPIN);
    merge.closeWindow();
    List<SkillSnapshot> versions = merge.versions();
    assertThat(versions)
        .extracting(version -> version.getWindow().getClosedBy())
        .containsExactly("size", "command");
    assertThat(versions.stream().mapToInt(version -> version.getTrajectories().size()).sum())
        .isEqualTo(24);
  }

  @Test
  void aDeletedSkillComesBackUnderTheNextNumber() {
    evolve("a");
    evolve("b");
    merge.snapshots();
    assertAnswer(merge.order(CommandKind.DELETE), AnswerOutcome.DONE, "versions are kept");
    assertThat(merge.latest()).containsEntry(SKILL, null);
    assertAnswer(merge.order(CommandKind.DELETE), AnswerOutcome.UNCHANGED, "deleted already");
    evolve("c");
    assertThat(merge.versions())
        .extracting(OrdersTest::lineage)
        .containsExactly(
            "1 EVOLUTION parent=null restored=null",
            "2 EVOLUTION parent=1 restored=null",
            "3 EVOLUTION parent=null restored=null");
    assertThat(merge.latest().get(SKILL).getTrajectories()).containsExactly("c");
  }

  @Test
  void aDeletedSkillCanBeRolledBack() {
    evolve("a");
    merge.order(CommandKind.DELETE);
    assertAnswer(merge.rollBack(1), AnswerOutcome.DONE, "published version 2");
    assertThat(merge.versions())
        .extracting(SkillSnapshot::getDigest)
        .satisfies(digests -> assertThat(digests.get(1)).isEqualTo(digests.get(0)));
  }

  @Test
  void aSkillThatNeverWasCannotBeDeleted() {
    assertAnswer(merge.order(CommandKind.DELETE), AnswerOutcome.REFUSED, "has no version");
  }

  @Test
  void evidenceOfAnOpenWindowIsAppliedToTheBaseThatReplacedItsOwn() {
    merge.registerBase("first", MergeDriver.skill("## Tool errors", "", "- Mind the formulas."));
    IntStream.range(0, 2).forEach(i -> merge.patch("early" + i, "stale values"));
    merge.registerBase(
        "second", MergeDriver.skill("Rewritten.", "", "## Tool errors", "", "- Mind the rows."));
    IntStream.range(0, 2).forEach(i -> merge.patch("late" + i, "stale values"));
    merge.closeWindow();
    SkillSnapshot version = merge.versions().get(2);
    assertThat(version.getParentVersion()).isEqualTo(2);
    assertThat(MergeDriver.support(version, 0))
        .containsExactly("early0", "early1", "late0", "late1");
    assertThat(version.getFiles())
        .extracting(SkillFileRecord::getContent)
        .singleElement(STRING)
        .contains("Rewritten.", "- Mind the rows.\n- **Avoid stale values:**");
    assertThat(merge.answers())
        .extracting(CommandAnswer::getMessage)
        .containsExactly(
            "published version 1, the new base",
            "published version 2, the new base",
            "published version 3");
  }

  @Test
  void anOrderThatIsRepeatedIsObeyedAndAnsweredOnce() {
    merge.registerBase("same", MergeDriver.skill("One."));
    merge.registerBase("other", MergeDriver.skill("Two."));
    merge.registerBase("same", MergeDriver.skill("One."));
    assertThat(merge.versions()).hasSize(2);
    assertThat(merge.answers())
        .extracting(CommandAnswer::getCommandId)
        .containsExactly("same", "other");
  }

  @Test
  void whatIsNoValidSkillIsAnsweredAndBecomesADeadLetter() {
    merge.registerBase("bad", List.of(new SkillFileRecord("SKILL.md", "no front matter", "")));
    assertAnswer(merge.answers().get(0), AnswerOutcome.REFUSED, "no valid skill");
    assertThat(merge.deadLetters()).hasSize(1);
    merge.order(CommandKind.UNKNOWN);
    assertThat(merge.deadLetters()).hasSize(1);
  }
}
