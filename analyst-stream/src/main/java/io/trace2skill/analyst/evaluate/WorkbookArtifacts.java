// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import io.trace2skill.analyst.evaluate.workbook.WorkbookFile;
import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.Trajectory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds the workbooks among the artifacts of a trajectory. */
final class WorkbookArtifacts {

  private static final Pattern NAME = Pattern.compile("(?i).*\\.xls[xm]?");

  private WorkbookArtifacts() {}

  /** Returns those that carry their data; what is behind a URI is never fetched. */
  static List<WorkbookFile> in(Trajectory trajectory, ArtifactRole role) {
    return trajectory.getArtifacts().stream()
        .filter(artifact -> artifact.getRole() == role)
        .filter(WorkbookArtifacts::isWorkbook)
        .filter(artifact -> artifact.getData() != null)
        .map(artifact -> new WorkbookFile(bytes(artifact.getData())))
        .toList();
  }

  private static boolean isWorkbook(Artifact artifact) {
    String mediaType = artifact.getMediaType() == null ? "" : artifact.getMediaType();
    String type = mediaType.toLowerCase(Locale.ROOT);
    return NAME.matcher(artifact.getName()).matches()
        || type.contains("spreadsheetml")
        || type.contains("ms-excel");
  }

  private static byte[] bytes(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return bytes;
  }
}
