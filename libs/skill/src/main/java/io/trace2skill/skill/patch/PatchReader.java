// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.skill.SkillPaths;
import io.trace2skill.skill.patch.ReadPatch.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one patch from its JSON tree and collects what is wrong with it. */
final class PatchReader {

  private static final Set<String> PATCH_FIELDS = Set.of("reasoning", "edits", "changelog_entries");

  private static final Set<String> EDIT_FIELDS =
      Set.of(
          "file",
          "op",
          "target_section",
          "target_text",
          "old_text",
          "content",
          "after_section",
          "ground");

  private final JsonNode root;
  private final List<Problem> problems = new ArrayList<>();

  PatchReader(JsonNode root) {
    this.root = root;
  }

  ReadPatch read() throws PatchJsonException {
    if (!root.isObject()) {
      throw new PatchJsonException("patch", "must be an object with 'edits'");
    }
    JsonNode edits = root.path("edits");
    if (!edits.isArray()) {
      throw new PatchJsonException("/edits", "must be an array; an empty one proposes nothing");
    }
    unknownFields(root, PATCH_FIELDS, "");
    List<Edit> read = new ArrayList<>();
    for (int i = 0; i < edits.size(); i++) {
      edit(edits.get(i), "/edits/" + i).ifPresent(read::add);
    }
    String reasoning = text(root, "reasoning", "").orElse("");
    return new ReadPatch(reasoning, read, changelog(root.path("changelog_entries")), problems);
  }

  private List<String> changelog(JsonNode entries) {
    List<String> lines = new ArrayList<>();
    if (!entries.isMissingNode() && !entries.isNull() && !entries.isArray()) {
      problem("/changelog_entries", "must be an array of texts; left out");
    }
    for (int i = 0; i < entries.size() && entries.isArray(); i++) {
      if (entries.get(i).isTextual()) {
        lines.add(entries.get(i).textValue());
      } else {
        problem("/changelog_entries/" + i, "must be a text; left out");
      }
    }
    return lines;
  }

  private Optional<Edit> edit(JsonNode node, String pointer) {
    if (!node.isObject()) {
      problem(pointer, "must be an object; the edit is left out");
      return Optional.empty();
    }
    int before = problems.size();
    Optional<String> file = text(node, "file", pointer).filter(path -> !path.isBlank());
    Optional<EditOp> op = op(node, pointer);
    Optional<String> targetSection = text(node, "target_section", pointer);
    Optional<String> targetText = text(node, "target_text", pointer);
    Optional<String> oldText = text(node, "old_text", pointer);
    Optional<String> content = text(node, "content", pointer);
    Optional<String> afterSection = text(node, "after_section", pointer);
    if (file.isEmpty()) {
      problem(pointer + "/file", "is missing or empty; the edit is left out");
    }
    // An edit with a part that is no text would do something else than its author meant.
    boolean sound = problems.size() == before;
    Optional<Ground> ground = ground(node.path("ground"), pointer + "/ground");
    unknownFields(node, EDIT_FIELDS, pointer);
    if (!sound || file.isEmpty() || op.isEmpty()) {
      return Optional.empty();
    }
    SkillPaths.problem(file.get())
        .ifPresent(why -> problem(pointer + "/file", why + "; the edit will not be applied"));
    return Optional.of(
        new Edit(
            file.get(),
            op.get(),
            targetSection,
            targetText,
            oldText,
            op.get() == EditOp.ADD_SECTION ? withHeading(targetSection, content) : content,
            afterSection,
            ground));
  }

  /** The heading of a new section may also stand beside its content, as the name of a section. */
  private static Optional<String> withHeading(Optional<String> name, Optional<String> content) {
    return content.map(
        text ->
            text.isBlank() || text.strip().startsWith("#")
                ? text
                : name.filter(heading -> !heading.isBlank())
                    .map(String::strip)
                    .map(heading -> heading.startsWith("#") ? heading : "## " + heading)
                    .map(heading -> heading + "\n\n" + text)
                    .orElse(text));
  }

  private Optional<EditOp> op(JsonNode node, String pointer) {
    Optional<String> name = text(node, "op", pointer);
    Optional<EditOp> op = name.flatMap(EditOp::fromWireName);
    if (op.isEmpty()) {
      String what = name.map(n -> "'" + n + "' is no operation").orElse("is missing");
      problem(pointer + "/op", what + "; the edit is left out");
    }
    return op;
  }

  private Optional<Ground> ground(JsonNode node, String pointer) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    String kind = node.path("kind").asText("");
    String signature = node.path("signature").asText("");
    if (kind.isBlank() || signature.isBlank()) {
      problem(pointer, "needs 'kind' and 'signature'; the ground is left out");
      return Optional.empty();
    }
    return Optional.of(new Ground(kind, signature));
  }

  private Optional<String> text(JsonNode parent, String field, String pointer) {
    JsonNode node = parent.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      problem(pointer + "/" + field, "must be a text");
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  private void unknownFields(JsonNode node, Set<String> known, String pointer) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        problem(pointer + "/" + name, "is not known and ignored");
      }
    }
  }

  private void problem(String pointer, String message) {
    problems.add(new Problem(pointer, message));
  }
}
