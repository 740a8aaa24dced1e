// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.fakemodel.FakeReply;
import io.trace2skill.fakemodel.FakeRequest;
import io.trace2skill.fakemodel.LessonCatalog;
import io.trace2skill.fakemodel.ReplyMaker;
import java.util.HashSet;
import java.util.Set;

/** Answers the merges and placements of the reference pipeline, and leaves the rest to another. */
final class ReferenceModel implements ReplyMaker {

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final LessonCatalog catalog = LessonCatalog.load();
  private final ReplyMaker others;

  ReferenceModel(ReplyMaker others) {
    this.others = others;
  }

  @Override
  public FakeReply reply(FakeRequest request) {
    boolean known =
        request.purpose().equals(ReferencePrompts.MERGE)
            || request.purpose().equals(ReferencePrompts.PLACEMENT);
    return known ? FakeReply.text(union(data(request))) : others.reply(request);
  }

  private JsonNode data(FakeRequest request) {
    String text = request.firstUserText();
    int marker = text.lastIndexOf(ReferencePrompts.DATA);
    try {
      return mapper.readTree(text.substring(marker + ReferencePrompts.DATA.length()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a request without its data", e);
    }
  }

  /** One edit for each lesson, in the words of the first patch that tells it. */
  private String union(JsonNode edits) {
    ObjectNode answer = mapper.createObjectNode().put("reasoning", "joined");
    ArrayNode joined = answer.putArray("edits");
    answer.putArray("changelog_entries");
    Set<Object> told = new HashSet<>();
    for (JsonNode edit : edits) {
      String content = edit.path("content").asText();
      if (told.add(catalog.of(content).<Object>map(lesson -> lesson).orElse(content))) {
        joined.add(edit);
      }
    }
    return answer.toString();
  }
}
