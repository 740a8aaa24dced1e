// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A model that answers the project's prompts. It learns one lesson from each run, drawn by the
 * digest of what the user says, and knows which edits tell the same lesson. Thread-safe.
 */
public final class LessonModel implements ReplyMaker {

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final LessonCatalog catalog = LessonCatalog.load();
  private final MergeAnswer merges = new MergeAnswer(mapper, catalog);
  private final EditAnswer edits = new EditAnswer(mapper);
  private final ReplyMaker followUps = new FollowUps(this::first);
  private final int wordings;

  /**
   * @param wordings in how many ways a lesson is told, from 1 to {@link Lesson#WORDINGS}
   */
  public LessonModel(int wordings) {
    if (wordings < 1 || wordings > Lesson.WORDINGS) {
      throw new IllegalArgumentException("wordings: from 1 to " + Lesson.WORDINGS);
    }
    this.wordings = wordings;
  }

  @Override
  public FakeReply reply(FakeRequest request) {
    return followUps.reply(request);
  }

  private FakeReply first(FakeRequest request) {
    return switch (request.purpose()) {
      case ProjectPrompts.MERGE -> FakeReply.text(merges.to(request.firstUserText()));
      case ProjectPrompts.PLACEMENT -> FakeReply.text(edits.placed(request.firstUserText()));
      case ProjectPrompts.REPAIR -> FakeReply.text(edits.mended(request.firstUserText()));
      default -> FakeReply.text(analysis(request));
    };
  }

  private String analysis(FakeRequest request) {
    String said = request.firstUserText();
    Draw draw = new Draw(0, said, 1);
    Lesson lesson = catalog.draw(draw.uniform("lesson"));
    String text = lesson.wording((int) (draw.uniform("wording") * wordings));
    ObjectNode patch = mapper.createObjectNode();
    patch.put(
        "reasoning",
        "The run went wrong where this was missed: " + lesson.topic() + ". " + lesson.reason());
    ObjectNode edit = patch.putArray("edits").addObject().put("file", "SKILL.md");
    if (request.allText().contains("## " + lesson.section())) {
      edit.put("op", "append_to_section").put("target_section", lesson.section());
      edit.put("content", text);
    } else {
      edit.put("op", "add_section").put("content", "## " + lesson.section() + "\n\n" + text);
    }
    patch.putArray("changelog_entries").add("Tell about " + lesson.topic());
    return patch.toString();
  }
}
