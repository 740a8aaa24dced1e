// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ResponseShape;
import io.trace2skill.llm.output.ReplyComplaintException;
import io.trace2skill.llm.output.ReplyReader;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.PatchJson;
import io.trace2skill.skill.patch.PatchJsonException;
import io.trace2skill.skill.patch.ReadPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a reply as a patch, and complains where an edit could not be understood. */
final class PatchReply implements ReplyReader<ReadPatch> {

  /** The reply for endpoints with structured output; the operations are told in the prompt. */
  static final ResponseShape SHAPE =
      new ResponseShape(
          "patch",
          """
          {"type":"object","additionalProperties":false,
           "required":["reasoning","edits","changelog_entries"],
           "properties":{
            "reasoning":{"type":"string"},
            "edits":{"type":"array","items":{"type":"object","additionalProperties":false,
             "required":["file","op"],
             "properties":{
              "file":{"type":"string"},
              "op":{"type":"string","enum":["append_to_section","insert_after","insert_before",
               "replace_in_section","add_section","delete_section","create","delete_file"]},
              "target_section":{"type":"string"},
              "target_text":{"type":"string"},
              "old_text":{"type":"string"},
              "after_section":{"type":"string"},
              "content":{"type":"string"}}}},
            "changelog_entries":{"type":"array","items":{"type":"string"}}}}
          """);

  private static final int MOST_COMPLAINTS = 5;

  private final PatchJson patches = new PatchJson();

  @Override
  public ReadPatch read(JsonNode json) throws ReplyComplaintException {
    ReadPatch patch = parse(json);
    if (patch.edits().size() < json.path("edits").size()) {
      throw complaint(
          patch.problems().stream()
              .map(problem -> problem.pointer() + ": " + problem.message())
              .toList());
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < patch.edits().size(); i++) {
      String edit = "/edits/" + i;
      missing(patch.edits().get(i)).ifPresent(field -> missing.add(edit + ": needs " + field));
    }
    if (!missing.isEmpty()) {
      throw complaint(missing);
    }
    if (patch.edits().isEmpty() && patch.reasoning().isBlank()) {
      throw new ReplyComplaintException(
          "\"edits\" is empty and \"reasoning\" does not say why there is no lesson.");
    }
    return patch;
  }

  private ReadPatch parse(JsonNode json) throws ReplyComplaintException {
    try {
      return patches.read(json.toString());
    } catch (PatchJsonException e) {
      throw new ReplyComplaintException(String.valueOf(e.getMessage()));
    }
  }

  private static ReplyComplaintException complaint(List<String> problems) {
    return new ReplyComplaintException(
        problems.stream().limit(MOST_COMPLAINTS).collect(joining("; ")) + ".");
  }

  /** Returns the field without which the edit means nothing. */
  private static Optional<String> missing(Edit edit) {
    boolean content = present(edit.content());
    return switch (edit.op()) {
      case APPEND_TO_SECTION ->
          field("\"target_section\" and \"content\"", present(edit.targetSection()) && content);
      case INSERT_AFTER, INSERT_BEFORE ->
          field("\"target_text\" and \"content\"", present(edit.targetText()) && content);
      case REPLACE_IN_SECTION ->
          field(
              "\"old_text\" and \"content\"",
              present(edit.oldText()) && edit.content().isPresent());
      case ADD_SECTION, CREATE -> field("\"content\"", content);
      case DELETE_SECTION -> field("\"target_section\"", present(edit.targetSection()));
      case DELETE_FILE -> Optional.empty();
    };
  }

  private static Optional<String> field(String names, boolean there) {
    return there ? Optional.empty() : Optional.of(names);
  }

  private static boolean present(Optional<String> text) {
    return text.filter(value -> !value.isBlank()).isPresent();
  }
}
