// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.merge.llm.ContentScreen.Judgement;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationDraft;
import io.trace2skill.skill.merge.ConsolidationDraft.Made;
import io.trace2skill.skill.merge.DropReason;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.validate.Rule;
import io.trace2skill.skill.validate.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What keeps a draft from being a valid skill and can be mended in the texts of edits. Files that
 * are too long are none of it: rules move guidance to reference files, which loses nothing.
 *
 * @param problems what is wrong, for a model
 * @param named the edits behind it, by their ids
 * @param skill the skill as it is with them
 * @param files the files that are concerned
 */
record Faults(
    List<String> problems,
    Map<String, SourcedEdit> named,
    SkillDirectory skill,
    Set<String> files) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the faults of the draft. */
  static Faults of(ConsolidationDraft draft) {
    Set<SourcedEdit> behind = new LinkedHashSet<>();
    List<String> problems = new ArrayList<>();
    Set<String> files = new TreeSet<>();
    for (Violation violation : draft.violations()) {
      if (violation.rule() != Rule.LENGTH) {
        problems.add(violation.toString());
        files.add(violation.file());
        behind.addAll(behind(violation, draft));
      }
    }
    Map<String, SourcedEdit> named = new LinkedHashMap<>();
    behind.forEach(edit -> named.put("e" + (named.size() + 1), edit));
    draft.dropped().stream()
        .filter(drop -> drop.reason() == DropReason.INVALID)
        .forEach(
            drop -> {
              String id = "e" + (named.size() + 1);
              named.put(id, drop.edit());
              problems.add(
                  "the edit " + id + " of " + drop.edit().edit().file() + ": " + drop.detail());
            });
    return new Faults(problems, named, draft.skill(), files);
  }

  /** Of the edits in the file those that say what is on the line; all when none does. */
  private static List<SourcedEdit> behind(Violation violation, ConsolidationDraft draft) {
    List<Made> inFile =
        draft.made().stream().filter(made -> made.edit().file().equals(violation.file())).toList();
    String line =
        draft
            .skill()
            .file(violation.file())
            .flatMap(text -> text.lines().skip(Math.max(0, violation.line() - 1L)).findFirst())
            .orElse("")
            .strip();
    List<Made> onLine =
        inFile.stream()
            .filter(made -> violation.line() > 0 && !line.isEmpty())
            .filter(made -> made.edit().content().orElse("").contains(line))
            .toList();
    return (onLine.isEmpty() ? inFile : onLine).stream().map(Made::proposed).toList();
  }

  /** Returns whether there is something that texts of edits could mend. */
  boolean isMendable() {
    return !problems.isEmpty() && !named.isEmpty();
  }

  int count() {
    return problems.size();
  }

  /** Returns what a model reads to mend them. */
  String task() {
    StringBuilder task = new StringBuilder("Problems\n");
    problems.forEach(problem -> task.append("- ").append(problem).append('\n'));
    for (String file : files) {
      task.append("\nFile ").append(file).append('\n');
      task.append(NumberedText.of(skill.file(file).orElse("")));
    }
    task.append("\nEdits\n");
    named.forEach((id, edit) -> task.append(line(id, edit.edit())).append('\n'));
    return task.toString();
  }

  private static String line(String id, Edit edit) {
    ObjectNode line = JSON.createObjectNode();
    return line.put("id", id)
        .put("file", edit.file())
        .put("op", edit.op().wireName())
        .put("content", edit.content().orElse(""))
        .toString();
  }

  /** Returns the edits with the texts of the reply, as far as they come from the texts before. */
  Amendments with(TextsReply reply) {
    ContentScreen screen = new ContentScreen();
    Map<SourcedEdit, Edit> mended = new LinkedHashMap<>();
    reply
        .texts()
        .forEach(
            (id, text) ->
                Optional.ofNullable(named.get(id))
                    .filter(edit -> !text.equals(edit.edit().content().orElse("")))
                    .filter(
                        edit ->
                            screen.judge(text, List.of(edit.edit().content().orElse("")))
                                == Judgement.SOUND)
                    .ifPresent(edit -> mended.put(edit, edit.edit().withContent(text))));
    return new Amendments(mended);
  }
}
