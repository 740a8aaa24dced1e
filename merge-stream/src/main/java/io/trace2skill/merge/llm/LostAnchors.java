// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.AnchorMatch;
import io.trace2skill.skill.apply.EditStatus.Applied;
import io.trace2skill.skill.apply.PatchApplier;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.merge.DropReason;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.LexicalSimilarity;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Edits of one file whose anchor code does not find. Only texts that stand beside or for another
 * text are looked for; what to delete must be named as it is.
 *
 * @param file path of the file
 * @param base the skill that the file is of
 * @param named the edits by their ids
 */
record LostAnchors(String file, SkillDirectory base, Map<String, SourcedEdit> named) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SLACK_CHARS = 200;

  /** Below it another text would be replaced than the one that was meant. */
  private static final double LEAST_LIKENESS = 0.3;

  /** Returns the edits with lost anchors, by file. */
  static List<LostAnchors> of(List<DroppedEdit> dropped, SkillDirectory base) {
    Map<String, LostAnchors> files = new LinkedHashMap<>();
    for (DroppedEdit drop : dropped) {
      String file = drop.edit().edit().file();
      if (drop.reason() == DropReason.UNPLACED
          && base.file(file).isPresent()
          && !wanted(drop.edit().edit()).isBlank()) {
        Map<String, SourcedEdit> named =
            files
                .computeIfAbsent(file, f -> new LostAnchors(f, base, new LinkedHashMap<>()))
                .named();
        named.put("e" + (named.size() + 1), drop.edit());
      }
    }
    return List.copyOf(files.values());
  }

  /** Returns the edits whose text is in the file, though not in the section that they name. */
  Amendments elsewhere() {
    Map<SourcedEdit, Edit> found = new LinkedHashMap<>();
    named
        .values()
        .forEach(
            edit ->
                placed(anchoredAt(edit.edit(), wanted(edit.edit())))
                    .ifPresent(moved -> found.put(edit, moved)));
    return new Amendments(found);
  }

  /** Returns the edits anchored where the reply says, as far as that is there and may be meant. */
  Amendments at(TextsReply reply) {
    Map<SourcedEdit, Edit> found = new LinkedHashMap<>();
    reply
        .texts()
        .forEach(
            (id, anchor) ->
                Optional.ofNullable(named.get(id))
                    .filter(edit -> mayBeMeant(edit.edit(), anchor))
                    .ifPresent(
                        edit ->
                            placed(anchoredAt(edit.edit(), anchor))
                                .ifPresent(moved -> found.put(edit, moved))));
    return new Amendments(found);
  }

  /** Returns the edits for which the reply tells why they have no place. */
  Map<EditId, String> without(TextsReply reply) {
    Map<EditId, String> reasons = new LinkedHashMap<>();
    reply
        .reasons()
        .forEach(
            (id, reason) ->
                Optional.ofNullable(named.get(id))
                    .filter(edit -> !reason.isBlank())
                    .ifPresent(edit -> reasons.put(edit.sources().first(), reason)));
    return reasons;
  }

  /** Returns what a model reads to find them: the file, and each edit with the text it wants. */
  String task() {
    StringBuilder task = new StringBuilder("File " + file + "\n");
    task.append(NumberedText.of(base.file(file).orElse(""))).append("\nEdits\n");
    named.forEach((id, edit) -> task.append(line(id, edit.edit())).append('\n'));
    return task.toString();
  }

  private static String line(String id, Edit edit) {
    ObjectNode line = JSON.createObjectNode().put("id", id).put("op", edit.op().wireName());
    edit.targetSection().ifPresent(section -> line.put("section", section));
    line.put("wanted", wanted(edit));
    line.put("content", edit.content().orElse(""));
    return line.toString();
  }

  private static String wanted(Edit edit) {
    return switch (edit.op()) {
      case INSERT_AFTER, INSERT_BEFORE -> edit.targetText().orElse("");
      case REPLACE_IN_SECTION -> edit.oldText().orElse("");
      case APPEND_TO_SECTION, ADD_SECTION, DELETE_SECTION, CREATE, DELETE_FILE -> "";
    };
  }

  private static boolean mayBeMeant(Edit edit, String anchor) {
    if (edit.op() != EditOp.REPLACE_IN_SECTION) {
      return true;
    }
    String wanted = wanted(edit);
    boolean isShort = anchor.length() <= 2 * wanted.length() + SLACK_CHARS;
    boolean heading =
        !MarkdownDocument.fragment(anchor).sections().isEmpty()
            && MarkdownDocument.fragment(wanted).sections().isEmpty();
    return isShort
        && !heading
        && LexicalSimilarity.ofTopics().between(wanted, anchor) >= LEAST_LIKENESS;
  }

  private static Edit anchoredAt(Edit edit, String anchor) {
    boolean replaces = edit.op() == EditOp.REPLACE_IN_SECTION;
    return new Edit(
        edit.file(),
        edit.op(),
        Optional.empty(),
        replaces ? edit.targetText() : Optional.of(anchor),
        replaces ? Optional.of(anchor) : edit.oldText(),
        edit.content(),
        edit.afterSection(),
        edit.ground());
  }

  private Optional<Edit> placed(Edit edit) {
    return new PatchApplier()
        .apply(base, List.of(edit)).applied().stream()
            .filter(LostAnchors::isVerbatim)
            .map(Applied::edit)
            .findFirst();
  }

  private static boolean isVerbatim(Applied applied) {
    return applied.how() == AnchorMatch.EXACT || applied.how() == AnchorMatch.WHITESPACE;
  }
}
