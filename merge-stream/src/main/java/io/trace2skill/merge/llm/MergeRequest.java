// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions as a model reads them: under each place its edits, a JSON object a line, with ids that
 * count through the request.
 *
 * @param text what the model reads
 * @param named the edits of each question by the ids that they have in the text
 */
record MergeRequest(String text, List<Map<String, SourcedEdit>> named) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static MergeRequest of(List<Question> questions) {
    StringBuilder text = new StringBuilder();
    List<Map<String, SourcedEdit>> named = new ArrayList<>();
    int id = 1;
    for (Question question : questions) {
      Map<String, SourcedEdit> ids = new LinkedHashMap<>();
      text.append("Question ").append(named.size() + 1).append(": ");
      text.append(Relatedness.place(question.edits().get(0).edit())).append('\n');
      for (SourcedEdit edit : question.edits()) {
        String name = "e" + id++;
        ids.put(name, edit);
        text.append(line(name, edit)).append('\n');
      }
      named.add(ids);
    }
    return new MergeRequest(text.toString(), List.copyOf(named));
  }

  private static String line(String id, SourcedEdit edit) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", id);
    line.put("support", edit.support().size());
    Edit wording = edit.edit();
    if (wording.op() == EditOp.REPLACE_IN_SECTION) {
      wording.oldText().ifPresent(old -> line.put("old_text", old));
    }
    line.put("content", wording.content().orElse(""));
    return line.toString();
  }
}
