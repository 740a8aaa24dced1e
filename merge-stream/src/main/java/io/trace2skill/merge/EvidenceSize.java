// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.avro.EditRecord;
import io.trace2skill.avro.EditVariantRecord;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.SkillFileRecord;
import io.trace2skill.avro.SourcedEditRecord;
import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.SkillDirectory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How large evidence and skills may become. A task carries at most the evidence of a window and the
 * files of a skill, and a snapshot likewise, so together the limits keep every value below {@link
 * Topics#MAX_RECORD_BYTES}. Pure.
 */
final class EvidenceSize {

  /** A window that holds so much closes. */
  static final long MAX_WINDOW_BYTES = 4L << 20;

  /** The largest patch that is taken. */
  static final long MAX_PATCH_BYTES = 256L << 10;

  /** The largest skill that is published, all files together. */
  static final long MAX_SKILL_BYTES = 3L << 20;

  private static final int BYTES_PER_FIELD = 3;

  private EvidenceSize() {}

  /** Returns about how many bytes the value of a node takes when it is stored. */
  static long of(MergedPatchRecord patch) {
    long table = patch.getTrajectories().stream().mapToLong(EvidenceSize::of).sum();
    long edits = patch.getEdits().stream().mapToLong(EvidenceSize::of).sum();
    long dropped =
        patch.getDropped().stream().mapToLong(d -> of(d.getEdit()) + of(d.getDetail())).sum();
    return table + edits + dropped;
  }

  /** Returns about how many bytes the group takes. */
  static long of(List<MergedPatchRecord> group) {
    return group.stream().mapToLong(EvidenceSize::of).sum();
  }

  /** Returns how many bytes the files have. */
  static long of(SkillDirectory skill) {
    return skill.files().entrySet().stream().mapToLong(EvidenceSize::of).sum();
  }

  /** Returns how many bytes the files have. */
  static long ofFiles(List<SkillFileRecord> files) {
    return files.stream().mapToLong(file -> of(file.getPath()) + of(file.getContent())).sum();
  }

  private static long of(Map.Entry<String, String> file) {
    return of(file.getKey()) + of(file.getValue());
  }

  private static long of(SourcedEditRecord edit) {
    return edit.getVariants().stream().mapToLong(EvidenceSize::of).sum();
  }

  private static long of(EditVariantRecord variant) {
    long sources = 2L * BYTES_PER_FIELD * variant.getOrdinals().size();
    return sources + texts(variant.getEdit()).mapToLong(EvidenceSize::of).sum();
  }

  private static Stream<@Nullable String> texts(EditRecord edit) {
    return Stream.of(
        edit.getFile(),
        edit.getOp(),
        edit.getTargetSection(),
        edit.getTargetText(),
        edit.getOldText(),
        edit.getContent(),
        edit.getAfterSection(),
        edit.getGroundKind(),
        edit.getGroundSignature());
  }

  private static long of(@Nullable String text) {
    return text == null ? BYTES_PER_FIELD : (long) BYTES_PER_FIELD + text.getBytes(UTF_8).length;
  }
}
