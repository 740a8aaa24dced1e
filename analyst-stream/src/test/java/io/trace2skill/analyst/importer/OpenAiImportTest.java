// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.ExpectedAction;
import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Source;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.Task;
import io.trace2skill.avro.ToolCall;
import io.trace2skill.avro.Trajectory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiImportTest {

  private static final String HELLO = "{\"role\":\"user\",\"content\":\"hello\"}";

  @Test
  void readsABenchmarkRunWithTaskTrialRewardAndExpectedActions() {
    Trajectory run =
        Imports.of(
                """
                {"task_id": 7, "trial": 1, "reward": 0.0,
                 "info": {"task": {"instruction": "Book it.", "outputs": ["23"],
                                   "actions": [{"name": "book", "kwargs": {"seat": 1.50}}]},
                          "reward_info": {"info": {"r_outputs": 0.0}}},
                 "traj": [%s]}
                """
                    .formatted(HELLO))
            .only();

    assertThat(run.getTrajectoryId()).isEqualTo("task-7-trial-1");
    assertThat(run.getSkill()).isEqualTo("my-skill");
    assertThat(run.getTask()).isEqualTo(new Task("7", "Book it."));
    assertThat(run.getOutcome())
        .isEqualTo(
            new Outcome(
                OutcomeStatus.FAILURE,
                0.0,
                "reward",
                List.of("the user was not told a value that the task asks for")));
    assertThat(run.getExpectedActions())
        .containsExactly(new ExpectedAction("book", "{\"seat\":1.50}"));
    assertThat(run.getActionsAreExpected()).isTrue();
    assertThat(run.getReferenceAnswer()).isEqualTo("23");
    assertThat(run.getSource()).isEqualTo(new Source("openai", "-", 1L));
  }

  @Test
  void tellsAnEmptyListOfExpectedActionsFromNone() {
    Trajectory none = run("\"reward\":1");
    Trajectory empty = run("\"expected_actions\":[]");

    assertThat(none.getActionsAreExpected()).isFalse();
    assertThat(empty.getActionsAreExpected()).isTrue();
    assertThat(empty.getExpectedActions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "reward": 1                                 | SUCCESS | reward
          "reward": 0.9999999                         | SUCCESS | reward
          "reward": 0.75                              | FAILURE | reward
          "score": 2                                  | SUCCESS | score
          "score": 0                                  | FAILURE | score
          "reward": false                             | FAILURE | reward
          "success": true, "reward": 0                | SUCCESS | explicit
          "outcome": "Failed", "success": true        | FAILURE | explicit
          "outcome": {"status": "success"}            | SUCCESS | explicit
          "outcome": "somewhat"                       | UNKNOWN | explicit
          "reward": null                              | UNKNOWN |
          "other": 1                                  | UNKNOWN |
          """)
  void derivesTheOutcome(String field, OutcomeStatus status, String basis) {
    Outcome outcome = run(field).getOutcome();

    assertThat(outcome.getStatus()).isEqualTo(status);
    assertThat(outcome.getBasis()).isEqualTo(basis);
  }

  @Test
  void keepsToolCallArgumentsAsTheyWereWritten() {
    Trajectory run =
        Imports.of(
                """
                [{"role":"assistant","content":null,"tool_calls":[
                  {"id":"a","type":"function","function":{"name":"f","arguments":"{\\"x\\": not json"}},
                  {"id":"b","type":"function","function":{"name":"g","arguments":{"n":10.00}}},
                  {"id":"c","type":"custom","custom":{"name":"h","input":"raw"}}]},
                 {"role":"assistant","content":null,"function_call":{"name":"old","arguments":"{}"}}]
                """)
            .only();

    assertThat(run.getSteps().get(0).getToolCalls())
        .containsExactly(
            new ToolCall("a", "f", "{\"x\": not json"),
            new ToolCall("b", "g", "{\"n\":10.00}"),
            new ToolCall("c", "h", "raw"));
    assertThat(run.getSteps().get(1).getToolCalls())
        .containsExactly(new ToolCall(null, "old", "{}"));
  }

  @Test
  void readsToolResultsWithTheirErrorFlagAndFindsTheToolOfTheCall() {
    List<Step> steps =
        Imports.of(
                """
                [{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"a","content":"boom","is_error":true,"exit_code":2},
                 {"role":"tool","tool_call_id":"x","name":"g","content":"fine","status":"success"},
                 {"role":"function","name":"old","content":"ok"}]
                """)
            .only()
            .getSteps();

    assertThat(steps)
        .extracting(Step::getRole, Step::getToolName, Step::getToolError, Step::getExitCode)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Role.ASSISTANT, null, null, null),
            org.assertj.core.groups.Tuple.tuple(Role.TOOL, "f", true, 2),
            org.assertj.core.groups.Tuple.tuple(Role.TOOL, "g", false, null),
            org.assertj.core.groups.Tuple.tuple(Role.TOOL, "old", null, null));
    assertThat(steps.get(1).getToolCallId()).isEqualTo("a");
  }

  @Test
  void readsTextImagesRefusalsAndKeepsPartsThatItDoesNotKnow() {
    Step step =
        Imports.of(
                """
                [{"role":"user","content":[
                  {"type":"text","text":"see"},
                  {"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}},
                  {"type":"image_url","image_url":{"url":"https://example.org/a.jpg"}},
                  {"type":"image_url","image_url":{"url":"data:image/png;base64,not base64!"}},
                  {"type":"refusal","refusal":"no"},
                  {"type":"hologram","x":1}],"refusal":"never"}]
                """)
            .only()
            .getSteps()
            .get(0);

    assertThat(step.getContent())
        .containsExactly(
            text("see"),
            new ContentPart(null, "image/png", ByteBuffer.wrap(new byte[] {1, 2, 3}), null),
            new ContentPart(null, "image/jpeg", null, "https://example.org/a.jpg"),
            text(
                "{\"type\":\"image_url\",\"image_url\":"
                    + "{\"url\":\"data:image/png;base64,not base64!\"}}"),
            text("no"),
            text("{\"type\":\"hologram\",\"x\":1}"),
            text("never"));
  }

  @Test
  void keepsMessagesOfUnknownRoles() {
    Step step = Imports.of("[{\"role\":\"exit\",\"content\":\"done\"}]").only().getSteps().get(0);

    assertThat(step.getRole()).isEqualTo(Role.UNKNOWN);
    assertThat(step.getContent()).containsExactly(text("done"));
  }

  @Test
  void namesTheFieldThatIsWrong() {
    assertThat(Imports.of("[{\"role\":\"user\"},{\"content\":\"x\"}]").onlyRejected().reason())
        .isEqualTo("messages[1].role must be text and not empty");
    assertThat(rejection("\"reward\":\"much\""))
        .isEqualTo("reward must be a number that a double can hold");
    assertThat(rejection("\"reward\":1e999")).contains("reward must be a number");
    assertThat(Imports.of("{\"messages\":\"hello\"}").onlyRejected().reason())
        .isEqualTo("messages must be a list of messages");
  }

  private static Trajectory run(String field) {
    return Imports.of("{" + field + ",\"messages\":[" + HELLO + "]}").only();
  }

  private static String rejection(String field) {
    return Imports.of("{" + field + ",\"messages\":[" + HELLO + "]}").onlyRejected().reason();
  }

  private static ContentPart text(String text) {
    return new ContentPart(text, null, null, null);
  }
}
