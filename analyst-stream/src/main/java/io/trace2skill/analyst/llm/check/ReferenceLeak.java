// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import static java.util.stream.Collectors.joining;

import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.ToolCall;
import io.trace2skill.avro.Trajectory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses what the reference holds and nobody but the reference could tell.
 *
 * <ul>
 *   <li>The reference answer, when it is distinctive, unless the base skill says it already. Plain
 *       words in small letters (at most three) may also stand in the task or the trajectory.
 *   <li>A distinctive value of a reference artifact or of the arguments of an expected action,
 *       unless the base, the task, a step or another artifact holds it. What the evaluator found
 *       counts as none of these, since it may quote the reference.
 * </ul>
 *
 * <p>{@link Quotation} says what is distinctive; an answer such as "yes" or "5" is not.
 */
final class ReferenceLeak implements EditRule {

  private final List<Quotation> answer;
  private final List<Quotation> values;
  private final NormalText base;
  private final NormalText known;
  private final Set<String> otherFiles;

  ReferenceLeak(Trajectory trajectory, KnownText base) {
    String reference = Objects.requireNonNullElse(trajectory.getReferenceAnswer(), "");
    this.answer = Quotation.ofAnswer(reference);
    this.values = values(trajectory).flatMap(value -> Quotation.ofValue(value).stream()).toList();
    this.base = base.normal();
    // The trajectory is long, and most references have nothing that it needs to be compared with.
    this.known =
        answer.isEmpty() && values.isEmpty()
            ? NormalText.of("")
            : NormalText.of(textOf(trajectory));
    this.otherFiles = values.isEmpty() ? Set.of() : otherFiles(trajectory);
  }

  @Override
  public Optional<String> problem(String text) {
    if (answer.isEmpty() && values.isEmpty()) {
      return Optional.empty();
    }
    NormalText normal = NormalText.of(text);
    if (answer.stream().anyMatch(quotation -> quotation.isIn(normal) && !mayBeSaid(quotation))) {
      return Optional.of("it gives the reference answer away");
    }
    return values.stream().anyMatch(quotation -> quotation.isIn(normal) && !isKnown(quotation))
        ? Optional.of("it gives a value of the reference away")
        : Optional.empty();
  }

  private boolean mayBeSaid(Quotation quotation) {
    return quotation.isIn(base) || (quotation.plain() && quotation.isIn(known));
  }

  private boolean isKnown(Quotation quotation) {
    return quotation.isIn(base) || quotation.isIn(known) || otherFiles.contains(quotation.text());
  }

  private static Stream<String> values(Trajectory trajectory) {
    Stream<String> files =
        trajectory.getArtifacts().stream()
            .filter(artifact -> artifact.getRole() == ArtifactRole.REFERENCE)
            .flatMap(artifact -> ArtifactValues.of(artifact).stream());
    Stream<String> actions =
        trajectory.getExpectedActions().stream()
            .flatMap(action -> ArtifactValues.in(action.getArguments()).stream());
    return Stream.concat(files, actions).distinct();
  }

  private static Set<String> otherFiles(Trajectory trajectory) {
    Set<String> texts = new HashSet<>();
    for (Artifact artifact : trajectory.getArtifacts()) {
      if (artifact.getRole() != ArtifactRole.REFERENCE) {
        ArtifactValues.of(artifact)
            .forEach(value -> Quotation.ofValue(value).forEach(q -> texts.add(q.text())));
      }
    }
    return texts;
  }

  private static String textOf(Trajectory trajectory) {
    List<String> texts = new ArrayList<>();
    texts.add(Objects.requireNonNullElse(trajectory.getTask().getInstruction(), ""));
    for (Step step : trajectory.getSteps()) {
      texts.add(Objects.requireNonNullElse(step.getReasoning(), ""));
      texts.add(
          step.getContent().stream()
              .map(ContentPart::getText)
              .filter(Objects::nonNull)
              .collect(joining("\n")));
      step.getToolCalls().stream().map(ToolCall::getArguments).forEach(texts::add);
    }
    return String.join("\n", texts);
  }
}
