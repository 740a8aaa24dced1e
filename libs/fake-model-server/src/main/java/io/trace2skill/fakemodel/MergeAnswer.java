// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers the project's questions of merging: what tells the same lesson becomes one. */
final class MergeAnswer {

  private final JsonMapper mapper;
  private final LessonCatalog catalog;

  MergeAnswer(JsonMapper mapper, LessonCatalog catalog) {
    this.mapper = mapper;
    this.catalog = catalog;
  }

  /** Returns the answer to the questions of that text, in which each edit is JSON on one line. */
  String to(String text) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode edits = answer.putArray("edits");
    answer.putArray("dropped");
    Map<Lesson, List<JsonNode>> told = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("Question ")) {
        merge(told, edits);
        told.clear();
      } else if (line.startsWith("{\"id\"")) {
        JsonNode edit = edit(line);
        catalog
            .of(edit.path("content").asText())
            .ifPresent(lesson -> told.computeIfAbsent(lesson, l -> new ArrayList<>()).add(edit));
      }
    }
    merge(told, edits);
    return answer.toString();
  }

  private JsonNode edit(String line) {
    try {
      return mapper.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an edit that is not JSON: " + line, e);
    }
  }

  private static void merge(Map<Lesson, List<JsonNode>> told, ArrayNode edits) {
    for (List<JsonNode> same : told.values()) {
      if (same.size() > 1) {
        ObjectNode merged = edits.addObject();
        ArrayNode from = merged.putArray("from");
        same.forEach(edit -> from.add(edit.path("id").asText()));
        merged.put("content", same.get(0).path("content").asText());
      }
    }
  }
}
