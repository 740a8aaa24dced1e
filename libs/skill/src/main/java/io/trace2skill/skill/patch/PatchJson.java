// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Reads and writes patches in the JSON of the paper's reference pipeline: {@code reasoning}, {@code
 * edits} and {@code changelog_entries}, with one field more for an edit, {@code ground}.
 * Thread-safe.
 */
public final class PatchJson {

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a patch. An edit that cannot be read is a problem of the result and does not cost the
   * others; so is a field that nobody knows.
   *
   * @throws PatchJsonException when the text is not JSON, or not that of a patch at all
   */
  public ReadPatch read(String json) throws PatchJsonException {
    return new PatchReader(parse(json)).read();
  }

  private JsonNode parse(String json) throws PatchJsonException {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "patch" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new PatchJsonException(where, "not JSON: " + e.getOriginalMessage());
    }
  }

  /** Writes the patch on one line. Reading it gives the same reasoning, edits and changelog. */
  public String write(Patch patch) {
    ObjectNode root = mapper.createObjectNode();
    root.put("reasoning", patch.reasoning());
    ArrayNode edits = root.putArray("edits");
    patch.edits().forEach(edit -> write(edit, edits.addObject()));
    ArrayNode changelog = root.putArray("changelog_entries");
    patch.changelog().forEach(changelog::add);
    return root.toString();
  }

  private static void write(Edit edit, ObjectNode node) {
    node.put("file", edit.file());
    node.put("op", edit.op().wireName());
    put(node, "target_section", edit.targetSection());
    put(node, "target_text", edit.targetText());
    put(node, "content", edit.content());
    put(node, "old_text", edit.oldText());
    put(node, "after_section", edit.afterSection());
    edit.ground()
        .ifPresent(
            ground ->
                node.putObject("ground")
                    .put("kind", ground.kind())
                    .put("signature", ground.signature()));
  }

  private static void put(ObjectNode node, String field, Optional<String> text) {
    text.ifPresent(value -> node.put(field, value));
  }
}
