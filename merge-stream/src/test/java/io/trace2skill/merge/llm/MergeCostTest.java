// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import static io.trace2skill.merge.llm.Nodes.appendTo;
import static io.trace2skill.merge.llm.Nodes.await;
import static io.trace2skill.merge.llm.Nodes.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.skill.merge.MergedPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What merging a window costs: patches of one edit, drawn by Zipf's law from 40 lessons in 10
 * sections, in any order. The paper's pipeline sends the whole skill and all patches in each merge.
 */
class MergeCostTest {

  private static final int PATCHES = 323;
  private static final int LESSONS = 40;
  private static final int FAN_IN = 5;
  private static final int SECTIONS = 10;
  private static final int LINES_OF_A_SECTION = 25;
  private static final int CHARS_OF_A_LINE = 60;

  private static final List<String> TOPICS =
      List.of(
          "dates",
          "formulas",
          "headers",
          "sheets",
          "styles",
          "lookups",
          "totals",
          "blanks",
          "charts",
          "filters");

  private static final List<String> DEEDS =
      List.of(
          "Check %s by their text before anything that depends on their position",
          "Save %s under the name that was asked for and open the file once more",
          "Compare %s after rounding, and say which precision the caller wants",
          "Copy %s from the row above instead of inventing a form of one's own");

  @Test
  void aWindowCostsAFifthOfSendingEverythingWithEachMerge() {
    ScriptedModel model = ScriptedModel.saying("{\"edits\":[],\"dropped\":[]}");
    List<MergedPatch> level = window(new Random(7));
    long everything = 0;
    int merges = 0;
    try (LlmMergeEngine engine =
        new LlmMergeEngine(
            model, ModelSettings.of("m"), Optional.empty(), MergerSettings.defaults())) {
      while (level.size() > 1) {
        List<MergedPatch> up = new ArrayList<>();
        for (int i = 0; i < level.size(); i += FAN_IN) {
          List<MergedPatch> group = level.subList(i, Math.min(level.size(), i + FAN_IN));
          up.add(group.size() == 1 ? group.get(0) : await(engine.merge(group)).value());
          merges += group.size() == 1 ? 0 : 1;
          everything += SECTIONS * LINES_OF_A_SECTION * CHARS_OF_A_LINE + chars(group);
        }
        level = up;
      }
    }

    assertThat(level.get(0).accountedFor()).hasSize(PATCHES);
    assertThat(level.get(0).edits()).hasSizeLessThanOrEqualTo(LESSONS);
    assertThat(model.requests()).hasSizeLessThan(merges);
    assertThat(model.requests().stream().mapToLong(MergeCostTest::chars).sum())
        .isLessThan(everything / 5);
  }

  private static List<MergedPatch> window(Random random) {
    return IntStream.range(0, PATCHES)
        .mapToObj(
            i -> {
              int lesson = zipf(random);
              String topic = TOPICS.get(lesson % SECTIONS);
              String text = DEEDS.get(lesson / SECTIONS).formatted(topic);
              return leaf("t" + i, appendTo("## About " + topic, "- " + text + "."));
            })
        .toList();
  }

  private static int zipf(Random random) {
    double total = IntStream.rangeClosed(1, LESSONS).mapToDouble(rank -> 1.0 / rank).sum();
    double left = random.nextDouble() * total;
    int lesson = 0;
    while (lesson < LESSONS - 1 && left > 1.0 / (lesson + 1)) {
      left -= 1.0 / (lesson + 1);
      lesson++;
    }
    return lesson;
  }

  private static long chars(List<MergedPatch> group) {
    return group.stream()
        .flatMap(node -> node.edits().stream())
        .mapToLong(edit -> edit.edit().content().orElse("").length())
        .sum();
  }

  private static long chars(ChatRequest request) {
    return request.messages().stream().mapToLong(m -> ScriptedModel.text(m).length()).sum();
  }
}
