// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.files.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What was written into a directory, kept beside it: what the directory holds besides is somebody's
 * own work.
 *
 * @param version the latest version that was written, or was being written
 * @param digests of directories that come from here; two while one takes the other's place
 * @param hookDue whether the hook has not succeeded since the last change
 */
record Receipt(long version, Set<String> digests, boolean hookDue) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  Receipt {
    digests = Set.copyOf(digests);
  }

  /** Returns the receipt while a version takes the place of what is there. */
  static Receipt during(Optional<String> digestBefore, Release release, boolean hookDue) {
    Set<String> digests = new LinkedHashSet<>();
    digestBefore.ifPresent(digests::add);
    digests.add(release.digest());
    return new Receipt(release.version(), digests, hookDue);
  }

  /** Returns the receipt of a version that is in its place. */
  static Receipt of(Release release, boolean hookDue) {
    return new Receipt(release.version(), Set.of(release.digest()), hookDue);
  }

  /**
   * Reads a receipt; empty when there is none, or none that can be read, so that nothing counts as
   * written from here.
   */
  static Optional<Receipt> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return Optional.empty();
    }
    Set<String> digests = new LinkedHashSet<>();
    json.path("digests").forEach(digest -> digests.add(digest.asText()));
    return Optional.of(
        new Receipt(json.path("version").asLong(), digests, json.path("hookDue").asBoolean()));
  }

  void write(Path file) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", version);
    ArrayNode list = json.putArray("digests");
    digests.forEach(list::add);
    json.put("hookDue", hookDue);
    AtomicFiles.write(file, json.toPrettyString() + "\n");
  }
}
