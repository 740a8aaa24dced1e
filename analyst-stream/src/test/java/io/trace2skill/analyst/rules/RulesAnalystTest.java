// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesAnalystTest {

  private final RulesAnalyst analyst = new RulesAnalyst();

  @Test
  void proposesOneEditForEachGround() {
    Run run =
        Run.failed()
            .call("book", "{\"a\":1}", "Error: no seat 4")
            .call("book", "{\"a\":1}", "Error: no seat 5")
            .call("change", "{\"a\":1}", "Error: no seat 6")
            .finding("nothing was booked");

    Patch patch = patchOf(run.trajectory());

    assertThat(patch.edits())
        .extracting(edit -> edit.ground().orElseThrow())
        .containsExactly(
            new Ground("tool-error", "no seat <n>"),
            new Ground("repeated-call", "book"),
            new Ground("finding", "nothing was booked"));
    assertThat(patch.changelog()).hasSize(3);
    assertThat(patch.reasoning())
        .isEqualTo(
            "The run failed after 3 tool calls. Observed: tool-error, repeated-call, finding.");
  }

  @Test
  void appendsBulletsToSectionsOfTheSkill() {
    Edit edit =
        patchOf(Run.failed().call("book", "{}", "Error: sold out").trajectory()).edits().get(0);

    assertThat(edit.file()).isEqualTo("SKILL.md");
    assertThat(edit.op()).isEqualTo(EditOp.APPEND_TO_SECTION);
    assertThat(edit.targetSection()).contains("## Tool errors");
    assertThat(edit.content())
        .get(InstanceOfAssertFactories.STRING)
        .startsWith("- **")
        .doesNotContain("\n");
  }

  @Test
  void judgesTheSameTrajectoryAlikeWhateverTheBase() {
    Trajectory run =
        Run.failed()
            .call("get_x", "{}", "{\"name\":\"Mia Li\",\"z\":1}")
            .call("set_x", "{\"k\":1}", "Error: Mia Li has 3 left")
            .expects("set_x", "{\"k\":2}")
            .trajectory();
    SkillDirectory base = SkillDirectory.of(Map.of("SKILL.md", "# Base\n"));

    Patch first = patchOf(run);
    Analysis again =
        new RulesAnalyst().analyse(run, Optional.of(base)).toCompletableFuture().join();

    assertThat(again)
        .isInstanceOfSatisfying(
            Analysis.Proposed.class,
            proposed -> {
              assertThat(proposed.patch().edits()).isEqualTo(first.edits());
              assertThat(proposed.patch().baseDigest()).contains(base.digest());
            });
    assertThat(first.baseDigest()).isEmpty();
  }

  @Test
  void leaksNothingOfThePeopleInATrajectory() {
    Run run =
        Run.failed()
            .call(
                "get_user",
                "{\"user_id\":\"mia_li_3668\"}",
                "{\"name\":{\"first_name\":\"Mia\",\"last_name\":\"Li\"},\"email\":\"mia@example.com\"}")
            .call(
                "book",
                "{\"card_4421\":1}",
                "Error: Mia Li (mia@example.com) may not use card_4421")
            .call("book", "{\"card_4421\":2,\"x\":1}", "booked")
            .finding("mia_li_3668 paid 250 for HAT136");

    assertThat(patchOf(run.trajectory()).toString())
        .doesNotContainIgnoringCase("mia")
        .doesNotContain("Li ", "example.com", "4421", "3668", "250", "HAT136");
  }

  @ParameterizedTest
  @CsvSource({"failed,The run failed", "succeeded,The run succeeded", "unknown,is unknown"})
  void saysWhyThereIsNoLesson(String outcome, String reason) {
    Run run =
        switch (outcome) {
          case "failed" -> Run.failed();
          case "succeeded" -> Run.succeeded();
          default -> Run.unknown().call("book", "{}", "Error: no");
        };

    assertThat(analyst.analyse(run.trajectory(), Optional.empty()).toCompletableFuture().join())
        .isInstanceOfSatisfying(
            Analysis.NoLesson.class, none -> assertThat(none.reason()).contains(reason));
  }

  @Test
  void survivesTextsThatAreMadeToHurt() {
    Run run = Run.failed();
    for (String part :
        List.of("a.", "a-", "'", "/a", "x(", "a; ", "&", "[", "{\"a\":", "1e999,", "<")) {
      String text = part.repeat(40_000);
      run.call("bash", text, "Error: " + text, 1).call("bash", text, text, 1).finding(text);
      run.call("bash", "{\"command\":\"" + text.replace("\"", "\\\"") + "\"}", "fine", 0);
    }
    run.call("set_x", "{\"n\":1e999}", "ok").expects("set_x", "{\"n\":2}");

    assertThat(patchOf(run.trajectory()).edits()).isNotEmpty();
  }

  @Test
  void proposesNoMoreThanAPersonCouldUse() {
    Run run = Run.failed();
    for (char a = 'a'; a <= 'z'; a++) {
      for (char b = 'a'; b <= 'j'; b++) {
        run.call("set", "{\"" + a + b + "\":1}", "Error: no field " + a + b);
      }
    }

    assertThat(patchOf(run.trajectory()).edits()).hasSize(200);
  }

  private Patch patchOf(Trajectory trajectory) {
    Analysis analysis = analyst.analyse(trajectory, Optional.empty()).toCompletableFuture().join();
    assertThat(analysis).isInstanceOf(Analysis.Proposed.class);
    return ((Analysis.Proposed) analysis).patch();
  }
}
