// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.fakemodel.FakeReply;
import io.trace2skill.fakemodel.FakeRequest;
import io.trace2skill.fakemodel.LessonModel;
import io.trace2skill.fakemodel.ReplyMaker;
import java.util.Random;

/**
 * A model that learns something new from each run, so that every window with a patch changes its
 * skill and is published. It merges as {@link LessonModel} does. Thread-safe.
 */
final class NewLessons implements ReplyMaker {

  private static final int WORDS = 9;
  private static final int LETTERS = 7;

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final LessonModel merging = new LessonModel(1);

  @Override
  public FakeReply reply(FakeRequest request) {
    return request.purpose().endsWith("-analysis")
        ? FakeReply.text(lesson(new Random(request.digest().hashCode())))
        : merging.reply(request);
  }

  private String lesson(Random random) {
    ObjectNode patch = mapper.createObjectNode();
    patch.put("reasoning", "The run shows it: " + words(random));
    ObjectNode edit = patch.putArray("edits").addObject();
    edit.put("file", "SKILL.md").put("op", "add_section");
    edit.put("content", "## " + words(random) + "\n\n- " + words(random));
    patch.putArray("changelog_entries").add("Tell about " + words(random));
    return patch.toString();
  }

  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < WORDS; word++) {
      for (int letter = 0; letter < LETTERS; letter++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      text.append(word == WORDS - 1 ? "." : " ");
    }
    return text.toString();
  }
}
