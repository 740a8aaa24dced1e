// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.avro.DroppedEditRecord;
import io.trace2skill.avro.EditRecord;
import io.trace2skill.avro.EditVariantRecord;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.PatchRecord;
import io.trace2skill.avro.SkillFileRecord;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SourcedEditRecord;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.history.SkillVersion;
import io.trace2skill.skill.merge.DropReason;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.EditVariant;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Maps the domain's values to wire records and back; one place for both directions. */
public final class SkillRecords {

  private SkillRecords() {}

  /** Returns the wire form of a patch; the trajectory's id travels in the enclosing event. */
  public static PatchRecord toRecord(Patch patch) {
    return new PatchRecord(
        patch.reasoning(),
        patch.edits().stream().map(SkillRecords::toRecord).toList(),
        patch.changelog(),
        patch.baseDigest().orElse(null));
  }

  /** Returns the patch that a record holds, for the trajectory that its event names. */
  public static Patch toPatch(String trajectoryId, PatchRecord record) {
    return new Patch(
        trajectoryId,
        record.getReasoning(),
        record.getEdits().stream().map(SkillRecords::toEdit).toList(),
        record.getChangelog(),
        Optional.ofNullable(record.getBaseDigest()));
  }

  /** Returns the wire form of an edit. */
  public static EditRecord toRecord(Edit edit) {
    return new EditRecord(
        edit.file(),
        edit.op().wireName(),
        edit.targetSection().orElse(null),
        edit.targetText().orElse(null),
        edit.oldText().orElse(null),
        edit.content().orElse(null),
        edit.afterSection().orElse(null),
        edit.ground().map(Ground::kind).orElse(null),
        edit.ground().map(Ground::signature).orElse(null));
  }

  /**
   * Returns the edit that a record holds.
   *
   * @throws IllegalArgumentException when its operation is none that exists
   */
  public static Edit toEdit(EditRecord record) {
    EditOp op =
        EditOp.fromWireName(record.getOp())
            .orElseThrow(
                () -> new IllegalArgumentException("no edit operation '" + record.getOp() + "'"));
    return new Edit(
        record.getFile(),
        op,
        Optional.ofNullable(record.getTargetSection()),
        Optional.ofNullable(record.getTargetText()),
        Optional.ofNullable(record.getOldText()),
        Optional.ofNullable(record.getContent()),
        Optional.ofNullable(record.getAfterSection()),
        ground(record));
  }

  private static Optional<Ground> ground(EditRecord record) {
    return record.getGroundKind() == null || record.getGroundSignature() == null
        ? Optional.empty()
        : Optional.of(new Ground(record.getGroundKind(), record.getGroundSignature()));
  }

  /** Returns the wire form of an edit with its sources, whose trajectories go into the table. */
  public static SourcedEditRecord toRecord(SourcedEdit edit, TrajectoryTable table) {
    return new SourcedEditRecord(
        edit.variants().stream().map(variant -> toRecord(variant, table)).toList());
  }

  private static EditVariantRecord toRecord(EditVariant variant, TrajectoryTable table) {
    List<Integer> trajectories = new ArrayList<>(variant.sources().size());
    List<Integer> ordinals = new ArrayList<>(variant.sources().size());
    for (EditId id : variant.sources()) {
      trajectories.add(table.indexOf(id.trajectoryId()));
      ordinals.add(id.ordinal());
    }
    return new EditVariantRecord(toRecord(variant.edit()), trajectories, ordinals);
  }

  /**
   * Returns the edit that a record holds.
   *
   * @param trajectories the table of the enclosing record
   */
  public static SourcedEdit toSourcedEdit(SourcedEditRecord record, List<String> trajectories) {
    return new SourcedEdit(
        record.getVariants().stream().map(variant -> toVariant(variant, trajectories)).toList());
  }

  private static EditVariant toVariant(EditVariantRecord record, List<String> trajectories) {
    List<EditId> sources = new ArrayList<>(record.getOrdinals().size());
    for (int i = 0; i < record.getOrdinals().size(); i++) {
      String trajectory = trajectories.get(record.getTrajectoryIndexes().get(i));
      sources.add(new EditId(trajectory, record.getOrdinals().get(i)));
    }
    return EditVariant.of(toEdit(record.getEdit()), sources);
  }

  /** Returns the wire form of a dropped edit, whose trajectories go into the table. */
  public static DroppedEditRecord toRecord(DroppedEdit drop, TrajectoryTable table) {
    return new DroppedEditRecord(
        toRecord(drop.edit(), table), drop.reason().wireName(), drop.detail());
  }

  /**
   * Returns the dropped edit that a record holds.
   *
   * @param trajectories the table of the enclosing record
   */
  public static DroppedEdit toDroppedEdit(DroppedEditRecord record, List<String> trajectories) {
    return new DroppedEdit(
        toSourcedEdit(record.getEdit(), trajectories),
        DropReason.fromWireName(record.getReason()),
        record.getDetail());
  }

  /** Returns the wire form of the value of a node in a merge tree. */
  public static MergedPatchRecord toRecord(MergedPatch patch) {
    TrajectoryTable table = new TrajectoryTable();
    return new MergedPatchRecord(
        table.ids(),
        patch.edits().stream().map(edit -> toRecord(edit, table)).toList(),
        patch.dropped().stream().map(drop -> toRecord(drop, table)).toList());
  }

  /** Returns the value of a node that a record holds. */
  public static MergedPatch toMergedPatch(MergedPatchRecord record) {
    List<String> table = record.getTrajectories();
    return new MergedPatch(
        record.getEdits().stream().map(edit -> toSourcedEdit(edit, table)).toList(),
        record.getDropped().stream().map(drop -> toDroppedEdit(drop, table)).toList());
  }

  /** Returns the version that a snapshot holds, with its lineage. */
  public static SkillVersion toVersion(SkillSnapshot snapshot) {
    return new SkillVersion(
        snapshot.getVersion(),
        Optional.ofNullable(snapshot.getParentVersion()),
        Optional.ofNullable(snapshot.getRestoredVersion()),
        toDirectory(snapshot.getFiles()),
        snapshot.getEdits().stream()
            .map(edit -> toSourcedEdit(edit, snapshot.getTrajectories()))
            .toList());
  }

  /** Returns the wire form of the files, in the order of their paths. */
  public static List<SkillFileRecord> toRecords(SkillDirectory directory) {
    return directory.files().entrySet().stream()
        .map(file -> new SkillFileRecord(file.getKey(), file.getValue(), sha256(file.getValue())))
        .toList();
  }

  /** Returns the directory that the records hold. */
  public static SkillDirectory toDirectory(List<SkillFileRecord> files) {
    return new SkillDirectory(
        files.stream()
            .collect(
                Collectors.toMap(
                    SkillFileRecord::getPath,
                    SkillFileRecord::getContent,
                    (first, second) -> second,
                    TreeMap::new)));
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
