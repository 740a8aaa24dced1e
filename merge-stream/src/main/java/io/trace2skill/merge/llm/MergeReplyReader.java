// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.output.ReplyComplaintException;
import io.trace2skill.llm.output.ReplyReader;
import io.trace2skill.merge.llm.MergeReply.Drop;
import io.trace2skill.merge.llm.MergeReply.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a model says about edits. Strict in what it needs, indifferent to what is beside. */
final class MergeReplyReader implements ReplyReader<MergeReply> {

  @Override
  public MergeReply read(JsonNode json) throws ReplyComplaintException {
    if (!json.has("edits") && !json.has("dropped")) {
      throw new ReplyComplaintException(
          "The reply must be an object with the arrays \"edits\" and \"dropped\"; they may be"
              + " empty.");
    }
    List<Merge> merges = new ArrayList<>();
    for (JsonNode edit : array(json, "edits")) {
      merges.add(merge(edit));
    }
    List<Drop> drops = new ArrayList<>();
    for (JsonNode drop : array(json, "dropped")) {
      drops.add(drop(drop));
    }
    return new MergeReply(merges, drops);
  }

  private static Merge merge(JsonNode edit) throws ReplyComplaintException {
    JsonNode from = edit.has("from") ? edit.get("from") : edit.path("id");
    List<String> ids = new ArrayList<>();
    if (from.isTextual()) {
      ids.add(from.textValue());
    }
    for (JsonNode id : from) {
      ids.add(id.asText());
    }
    if (ids.isEmpty()) {
      throw new ReplyComplaintException(
          "Every object of \"edits\" must have \"from\", an array of the ids that it stands for.");
    }
    JsonNode content = edit.path("content");
    if (!content.isMissingNode() && !content.isNull() && !content.isTextual()) {
      throw new ReplyComplaintException("The \"content\" of an edit must be a text.");
    }
    return new Merge(ids, Optional.ofNullable(content.textValue()));
  }

  private static Drop drop(JsonNode drop) throws ReplyComplaintException {
    String id = drop.isTextual() ? drop.textValue() : drop.path("id").asText("");
    if (id.isEmpty()) {
      throw new ReplyComplaintException(
          "Every object of \"dropped\" must have \"id\" and \"reason\".");
    }
    return new Drop(id, drop.path("reason").asText(""));
  }

  private static JsonNode array(JsonNode json, String field) throws ReplyComplaintException {
    JsonNode node = json.path(field);
    if (!node.isArray() && !node.isMissingNode() && !node.isNull()) {
      throw new ReplyComplaintException("\"" + field + "\" must be an array.");
    }
    return node;
  }
}
