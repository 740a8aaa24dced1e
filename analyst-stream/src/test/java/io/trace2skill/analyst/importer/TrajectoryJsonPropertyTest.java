// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.Agent;
import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
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
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TrajectoryJsonPropertyTest {

  @Property(tries = 300)
  void whatIsWrittenIsReadBackUnchanged(@ForAll("trajectories") Trajectory trajectory) {
    String json = new TrajectoryJsonWriter().write(trajectory);

    assertThat(json).doesNotContain("\n");
    assertThat(Imports.of(json).only()).isEqualTo(trajectory);
  }

  @Provide
  Arbitrary<Trajectory> trajectories() {
    return Combinators.combine(
            Combinators.combine(names(), text().injectNull(0.3), longs(), instants()).as(Head::new),
            steps(),
            outcomes(),
            calls().list().ofMaxSize(2),
            artifacts().list().ofMaxSize(2),
            Arbitraries.maps(text(), text()).ofMaxSize(2),
            Arbitraries.of(true, false))
        .as(
            (head, steps, outcome, calls, artifacts, labels, known) ->
                Trajectory.newBuilder()
                    .setTrajectoryId(head.name)
                    .setSkill("some-skill")
                    .setSkillVersion(head.number)
                    .setTask(new Task(head.text, head.name))
                    .setAgent(new Agent(head.name, null, head.text))
                    .setStartedAt(head.instant)
                    .setEndedAt(head.instant)
                    .setSteps(steps)
                    .setOutcome(outcome)
                    .setExpectedActions(known ? expected(calls) : List.of())
                    .setActionsAreExpected(known)
                    .setReferenceAnswer(head.text)
                    .setArtifacts(artifacts)
                    .setLabels(labels)
                    .setSource(new Source("trace2skill", "-", 1L))
                    .build());
  }

  private record Head(String name, String text, Long number, Instant instant) {}

  private static List<ExpectedAction> expected(List<ToolCall> calls) {
    return calls.stream().map(call -> new ExpectedAction(call.getName(), "{\"a\":1.0}")).toList();
  }

  private static Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Role.class),
            parts().list().ofMinSize(1).ofMaxSize(2),
            text().injectNull(0.5),
            calls().list().ofMaxSize(2),
            Arbitraries.of(true, false).injectNull(0.3),
            Arbitraries.integers().injectNull(0.3),
            instants(),
            longs())
        .as(
            (role, content, text, calls, error, code, at, tokens) ->
                new Step(role, content, text, calls, text, text, error, code, at, tokens, tokens))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .filter(
            steps ->
                steps.stream()
                    .anyMatch(s -> s.getRole() != Role.SYSTEM && s.getRole() != Role.DEVELOPER));
  }

  private static Arbitrary<ContentPart> parts() {
    return Arbitraries.oneOf(
        text().map(text -> new ContentPart(text, null, null, null)),
        bytes().map(data -> new ContentPart(null, "image/png", data, null)),
        names().map(uri -> new ContentPart(null, "image/png", null, uri)));
  }

  private static Arbitrary<ToolCall> calls() {
    Arbitrary<String> arguments =
        Arbitraries.oneOf(
            text(),
            Arbitraries.of(
                "",
                "{}",
                "{\"a\":1.50,\"b\":null}",
                "{ \"a\": 1 }",
                "{\"a\":1e2}",
                "[1]",
                "null",
                "\"x\"",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} {",
                "12",
                "{\"é\":\"\\u00e9\"}"));
    return Combinators.combine(names().injectNull(0.3), names(), arguments).as(ToolCall::new);
  }

  private static Arbitrary<Outcome> outcomes() {
    return Combinators.combine(
            Arbitraries.of(OutcomeStatus.class),
            Arbitraries.doubles().injectNull(0.3),
            names(),
            text().list().ofMaxSize(2))
        .as(Outcome::new);
  }

  private static Arbitrary<Artifact> artifacts() {
    return Combinators.combine(
            names(),
            Arbitraries.of(ArtifactRole.class),
            bytes().injectNull(0.5),
            text().injectNull(0.5))
        .as((name, role, data, text) -> new Artifact(name, role, text, data, text, text));
  }

  private static Arbitrary<ByteBuffer> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(ByteBuffer::wrap);
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(0, 253_402_300_799_999L)
        .map(Instant::ofEpochMilli)
        .injectNull(0.3);
  }

  private static Arbitrary<Long> longs() {
    return Arbitraries.longs().injectNull(0.3);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(8);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings().withChars("ab\"\\\n\r\t\u0000\u2028é").ofMaxLength(8);
  }
}
