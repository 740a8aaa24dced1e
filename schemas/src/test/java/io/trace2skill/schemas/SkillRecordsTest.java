// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.avro.EditRecord;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.DropReason;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.EditVariant;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SkillRecordsTest {

  @Property(tries = 100)
  void patchesComeBack(@ForAll("edits") List<Edit> edits, @ForAll List<String> changelog) {
    Patch patch = new Patch("t", "why", edits, changelog, Optional.of("digest"));
    assertThat(SkillRecords.toPatch("t", SkillRecords.toRecord(patch))).isEqualTo(patch);
  }

  @Property(tries = 100)
  void sourcedAndDroppedEditsComeBackThroughOneTable(
      @ForAll("sourced") SourcedEdit first, @ForAll("sourced") SourcedEdit second) {
    TrajectoryTable table = new TrajectoryTable();
    DroppedEdit drop = new DroppedEdit(second, DropReason.CONFLICT, "lost");
    var edit = SkillRecords.toRecord(first, table);
    var dropped = SkillRecords.toRecord(drop, table);
    assertThat(SkillRecords.toSourcedEdit(edit, table.ids())).isEqualTo(first);
    assertThat(SkillRecords.toDroppedEdit(dropped, table.ids())).isEqualTo(drop);
    assertThat(table.ids()).doesNotHaveDuplicates();
  }

  @Property(tries = 50)
  void directoriesComeBack(@ForAll Map<String, String> files) {
    SkillDirectory directory = SkillDirectory.of(files);
    SkillDirectory read = SkillRecords.toDirectory(SkillRecords.toRecords(directory));
    assertThat(read).isEqualTo(directory);
    assertThat(read.digest()).isEqualTo(directory.digest());
  }

  @Test
  void anOperationThatDoesNotExistIsNamed() {
    EditRecord record = SkillRecords.toRecord(Edit.of("SKILL.md", EditOp.CREATE));
    EditRecord unknown = EditRecord.newBuilder(record).setOp("explode").build();
    assertThatThrownBy(() -> SkillRecords.toEdit(unknown)).hasMessageContaining("explode");
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return edit().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<SourcedEdit> sourced() {
    Arbitrary<EditId> ids =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "d"), Arbitraries.integers().between(0, 9))
            .as(EditId::new);
    return Combinators.combine(edit(), ids.list().ofMinSize(1).ofMaxSize(5))
        .as(EditVariant::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(SourcedEdit::new);
  }

  private static Arbitrary<Edit> edit() {
    Arbitrary<Optional<String>> text = Arbitraries.strings().ofMaxLength(8).optional();
    Arbitrary<Optional<Ground>> ground =
        Arbitraries.of("tool-error", "finding").map(kind -> new Ground(kind, "sig")).optional();
    return Combinators.combine(
            Arbitraries.of(EditOp.values()), text, text, text, text, text, ground)
        .as(
            (op, section, target, old, content, after, observed) ->
                new Edit("SKILL.md", op, section, target, old, content, after, observed));
  }
}
