// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.avro.SkillSnapshot;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/** How commands tell of a version. */
final class VersionText {

  private static final int SHORT_DIGEST = 12;

  private VersionText() {}

  /** Returns when it was published, in UTC. */
  static String date(SkillSnapshot version) {
    return version.getCreatedAt().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns what it was published for, such as {@code evolution} or {@code rollback to 3}. */
  static String cause(SkillSnapshot version) {
    String cause = version.getCause().name().toLowerCase(Locale.ROOT);
    Long restored = version.getRestoredVersion();
    return restored == null ? cause : cause + " to " + restored;
  }

  static String shortDigest(SkillSnapshot version) {
    String digest = version.getDigest();
    return digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
  }

  /** Returns all of it but its files and edits. */
  static ObjectNode json(SkillSnapshot version) {
    ObjectNode json =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("skill", version.getSkill())
            .put("version", version.getVersion())
            .put("publishedAt", version.getCreatedAt().toString())
            .put("cause", version.getCause().name().toLowerCase(Locale.ROOT))
            .put("parent", version.getParentVersion())
            .put("restored", version.getRestoredVersion())
            .put("digest", version.getDigest())
            .put("baseDigest", version.getBaseDigest())
            .put("commandId", version.getCommandId())
            .put("engine", version.getEngine())
            .put("trajectories", version.getTrajectories().size())
            .put("edits", version.getEdits().size())
            .put("dropped", version.getDropped().size());
    json.put("closedBy", version.getWindow() == null ? null : version.getWindow().getClosedBy());
    version.getFiles().forEach(file -> json.withArray("/files").add(file.getPath()));
    version.getNotes().forEach(note -> json.withArray("/notes").add(Objects.toString(note)));
    return json;
  }
}
