// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.output.ReplyComplaintException;
import io.trace2skill.llm.output.ReplyReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Texts that a model gives for edits, by the ids that the request gave them. Nothing is checked.
 *
 * @param texts the texts; of two for one edit the first
 * @param reasons why there is none for an edit
 */
record TextsReply(Map<String, String> texts, Map<String, String> reasons) {

  static final TextsReply NONE = new TextsReply(Map.of(), Map.of());

  TextsReply {
    texts = Map.copyOf(texts);
    reasons = Map.copyOf(reasons);
  }

  /**
   * Returns a reader of such replies.
   *
   * @param array name of the array of the reply
   * @param field name of the text in its objects
   */
  static ReplyReader<TextsReply> reader(String array, String field) {
    return json -> read(json.path(array), array, field);
  }

  private static TextsReply read(JsonNode answers, String array, String field)
      throws ReplyComplaintException {
    if (!answers.isArray()) {
      throw new ReplyComplaintException(
          "The reply must be an object with the array \"" + array + "\"; it may be empty.");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> reasons = new LinkedHashMap<>();
    for (JsonNode answer : answers) {
      String id = answer.path("id").asText("");
      if (id.isEmpty()) {
        throw new ReplyComplaintException(
            "Every object of \"" + array + "\" must have the \"id\" of an edit.");
      }
      JsonNode text = answer.path(field);
      if (text.isTextual() && !text.textValue().isBlank()) {
        texts.putIfAbsent(id, text.textValue());
      } else {
        reasons.putIfAbsent(id, answer.path("reason").asText(""));
      }
    }
    return new TextsReply(texts, reasons);
  }
}
