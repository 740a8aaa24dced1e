// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static io.trace2skill.merge.MergeDriver.SKILL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.EditRecord;
import io.trace2skill.avro.PatchRecord;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillFileRecord;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.DeadLetter;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used becomes a dead letter with its bytes, and the stream goes on. */
class UnusableRecordsTest {

  @TempDir Path dir;

  private MergeDriver merge;

  @BeforeEach
  void start() {
    merge = new MergeDriver(MergeConfig.defaults(WindowPolicy.untilCommand()), dir);
    merge.patch("good", "a");
  }

  /** Whatever came before, what can be used still becomes a version. */
  @AfterEach
  void goesOn() {
    merge.closeWindow();
    List<SkillSnapshot> versions = merge.versions();
    assertThat(versions).hasSize(1);
    assertThat(versions.get(0).getTrajectories()).containsExactly("good");
    merge.close();
  }

  private TestRecord<byte[], byte[]> letter(String stage, String cause, String reason) {
    List<TestRecord<byte[], byte[]>> letters = merge.deadLetters();
    assertThat(letters).hasSize(1);
    DeadLetter why = DeadLetter.of(letters.get(0).headers());
    assertThat(why.stage()).isEqualTo(stage);
    assertThat(why.cause()).isEqualTo(cause);
    assertThat(why.reason()).contains(reason);
    return letters.get(0);
  }

  @Test
  void bytesThatAreNoRecord() {
    merge.event(SKILL, "garbage".getBytes(UTF_8));
    TestRecord<byte[], byte[]> letter =
        letter("decode", "org.apache.kafka.common.errors.SerializationException", "patches");
    assertThat(letter.key()).isEqualTo(SKILL.getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo("garbage".getBytes(UTF_8));
  }

  @Test
  void aRecordWithoutAValue() {
    merge.event(SKILL, (byte[]) null);
    letter("decode", "no-value", "no value");
  }

  @Test
  void anEventWhoseKeyIsNotItsSkill() {
    merge.event("another", event("t", SKILL, AnalysisKind.NO_LESSON).build());
    letter("decode", "wrong-key", "the key must be the skill 'sheets'");
  }

  @Test
  void aNameThatNoSkillMayHave() {
    merge.event("My Skill", event("t", "My Skill", AnalysisKind.STARTED).build());
    letter("decode", "invalid-skill-name", "lower-case");
  }

  @Test
  void anEditWithAnOperationThatDoesNotExistFailsItsAnalysis() {
    merge.started("newer", MergeDriver.START);
    EditRecord edit =
        new EditRecord("SKILL.md", "rename_file", null, null, null, "x", null, null, null);
    merge.event(
        SKILL,
        event("newer", SKILL, AnalysisKind.PATCH_PROPOSED)
            .setPatch(new PatchRecord("", List.of(edit), List.of(), null))
            .build());
    letter("decode", "unusable-patch", "rename_file");
  }

  @Test
  void aPatchThatIsNotThere() {
    merge.event(SKILL, event("t", SKILL, AnalysisKind.PATCH_PROPOSED).build());
    letter("decode", "unusable-patch", "there is none");
  }

  @Test
  void aPatchThatIsTooLarge() {
    merge.proposed("t", "x".repeat(300_000), MergeDriver.START);
    letter("decode", "unusable-patch", "262144");
  }

  @Test
  void anOrderOfAKindThatANewerVersionKnows() {
    merge.order(SKILL, order("o", CommandKind.UNKNOWN, SKILL, List.of()));
    letter("command", "unknown", "does not know the order");
  }

  @Test
  void aBaseThatIsTooLarge() {
    SkillFileRecord huge = new SkillFileRecord("references/a.md", "x".repeat(4_000_000), "");
    merge.order(SKILL, order("o", CommandKind.REGISTER_BASE, SKILL, List.of(huge)));
    TestRecord<byte[], byte[]> letter = letter("command", "too-large", "3145728");
    assertThat(DeadLetter.of(letter.headers()).origin()).isEqualTo("command o");
  }

  private static AnalysisEvent.Builder event(String trajectory, String skill, AnalysisKind kind) {
    return AnalysisEvent.newBuilder()
        .setKind(kind)
        .setTrajectoryId(trajectory)
        .setSkill(skill)
        .setEventTime(MergeDriver.START);
  }

  private static SkillCommand order(
      String id, CommandKind kind, String skill, List<SkillFileRecord> files) {
    return SkillCommand.newBuilder()
        .setKind(kind)
        .setCommandId(id)
        .setSkill(skill)
        .setIssuedAt(MergeDriver.START)
        .setFiles(files)
        .build();
  }
}
