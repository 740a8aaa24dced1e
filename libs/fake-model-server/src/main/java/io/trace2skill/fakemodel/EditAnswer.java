// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the project's requests to place edits and to mend them, simply but usably. */
final class EditAnswer {

  private static final Pattern NUMBERED_ITEM = Pattern.compile("(?m)^\\d+\\| (- .*)$");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  private final JsonMapper mapper;

  EditAnswer(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** Puts every edit to the first item of a list in the file; nowhere when there is none. */
  String placed(String text) {
    Matcher item = NUMBERED_ITEM.matcher(text);
    boolean found = item.find();
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode anchors = answer.putArray("anchors");
    for (JsonNode edit : edits(text)) {
      ObjectNode anchor = anchors.addObject().put("id", edit.path("id").asText());
      anchor.put("anchor", found ? item.group(1) : null);
      anchor.put("reason", found ? "the first item" : "no item there");
    }
    return answer.toString();
  }

  /** Takes the links away from every edit and keeps their words. */
  String mended(String text) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode mended = answer.putArray("edits");
    for (JsonNode edit : edits(text)) {
      String content = edit.path("content").asText();
      mended
          .addObject()
          .put("id", edit.path("id").asText())
          .put("content", LINK.matcher(content).replaceAll("$1"))
          .put("reason", "links taken away");
    }
    return answer.toString();
  }

  private List<JsonNode> edits(String text) {
    return text.lines().filter(line -> line.startsWith("{\"id\"")).map(this::edit).toList();
  }

  private JsonNode edit(String line) {
    try {
      return mapper.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an edit that is not JSON: " + line, e);
    }
  }
}
