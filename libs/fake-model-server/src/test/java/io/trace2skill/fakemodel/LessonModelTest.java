// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LessonModelTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final LessonModel model = new LessonModel(Lesson.WORDINGS);
  private final LessonCatalog catalog = LessonCatalog.load();

  private static FakeRequest request(String purpose, FakeMessage... messages) {
    return new FakeRequest(
        purpose, "m", List.of(messages), MAPPER.createObjectNode(), "d".repeat(64), 1);
  }

  private static FakeMessage user(String text) {
    return new FakeMessage("user", text);
  }

  private JsonNode analyse(String said) {
    return json(model.reply(request(ProjectPrompts.ERROR_ANALYSIS, user(said))).text());
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  @Test
  void drawsLessonsByZipfsLaw() {
    Map<Integer, Integer> times = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      String content = analyse("run " + i).path("edits").path(0).path("content").asText();
      times.merge(catalog.of(content).orElseThrow().number(), 1, Integer::sum);
    }
    assertThat(times).hasSize(40);
    assertThat(times.get(0)).isBetween(400, 540);
    assertThat(times.get(0)).isGreaterThan(3 * times.get(4));
  }

  @Test
  void addsASectionThatThePromptDoesNotShow() {
    JsonNode without = analyse("run").path("edits").path(0);
    String section = catalog.of(without.path("content").asText()).orElseThrow().section();
    assertThat(without.path("op").asText()).isEqualTo("add_section");
    assertThat(without.path("content").asText()).startsWith("## " + section + "\n\n- ");

    JsonNode with =
        json(model
                .reply(
                    request(
                        ProjectPrompts.ERROR_ANALYSIS,
                        new FakeMessage("system", "## " + section),
                        user("run")))
                .text())
            .path("edits")
            .path(0);
    assertThat(with.path("op").asText()).isEqualTo("append_to_section");
    assertThat(with.path("target_section").asText()).isEqualTo(section);
  }

  @Test
  void mergesWhatTellsTheSameLessonWithinAQuestion() {
    Lesson first = catalog.lessons().get(0);
    Lesson second = catalog.lessons().get(1);
    String text =
        String.join(
            "\n",
            "Question 1: SKILL.md",
            edit("e1", first.wording(0)),
            edit("e2", second.wording(0)),
            edit("e3", first.wording(1)),
            "Question 2: SKILL.md",
            edit("e4", second.wording(1)),
            edit("e5", "- nobody knows this"));
    JsonNode answer = json(model.reply(request(ProjectPrompts.MERGE, user(text))).text());

    assertThat(answer.path("edits")).hasSize(1);
    assertThat(answer.path("edits").path(0).path("from").toString()).isEqualTo("[\"e1\",\"e3\"]");
    assertThat(answer.path("edits").path(0).path("content").asText()).isEqualTo(first.wording(0));
    assertThat(answer.path("dropped")).isEmpty();
  }

  private static String edit(String id, String content) {
    return MAPPER.createObjectNode().put("id", id).put("content", content).toString();
  }

  @Test
  void placesEditsAtTheFirstItemAndMendsThemWithoutLinks() {
    String text =
        String.join("\n", "1| # Title", "2| - First", "3| - Second", edit("e1", "See [a](b.md)."));

    JsonNode placed = json(model.reply(request(ProjectPrompts.PLACEMENT, user(text))).text());
    assertThat(placed.path("anchors").path(0).path("id").asText()).isEqualTo("e1");
    assertThat(placed.path("anchors").path(0).path("anchor").asText()).isEqualTo("- First");
    JsonNode mended = json(model.reply(request(ProjectPrompts.REPAIR, user(text))).text());
    assertThat(mended.path("edits").path(0).path("content").asText()).isEqualTo("See a.");
  }

  @Test
  void goesOnWhereAReplyWasCut() {
    String whole = model.reply(request(ProjectPrompts.ERROR_ANALYSIS, user("run"))).text();
    List<String> parts = new ArrayList<>(List.of(whole.substring(0, 20), whole.substring(20, 50)));
    FakeMessage[] conversation = {
      user("run"),
      new FakeMessage("assistant", parts.get(0)),
      user("go on"),
      new FakeMessage("assistant", parts.get(1)),
      user("go on")
    };

    String rest = model.reply(request(ProjectPrompts.ERROR_ANALYSIS, conversation)).text();
    assertThat(parts.get(0) + parts.get(1) + rest).isEqualTo(whole);
    String once =
        model.reply(request(ProjectPrompts.ERROR_ANALYSIS, Arrays.copyOf(conversation, 3))).text();
    assertThat(parts.get(0) + once).isEqualTo(whole);
  }

  @Test
  void saysAgainWhatCameOutAsNonsense() {
    String whole = model.reply(request(ProjectPrompts.ERROR_ANALYSIS, user("run"))).text();
    FakeReply repaired =
        model.reply(
            request(
                ProjectPrompts.ERROR_ANALYSIS,
                user("run"),
                new FakeMessage("assistant", "Sure!"),
                user("That was not JSON.")));
    assertThat(repaired.text()).isEqualTo(whole);
  }
}
