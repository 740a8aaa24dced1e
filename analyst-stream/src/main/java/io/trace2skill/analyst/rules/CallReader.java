// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pairs tool calls with their answers. By the id of the call where there is one; otherwise an
 * answer belongs to the oldest call of that tool that waits for one. An answer without a call is
 * kept, since it may hold an error.
 */
final class CallReader {

  private static final String UNNAMED = "tool";

  private final List<Pending> pending = new ArrayList<>();

  private CallReader() {}

  static List<Call> read(List<Step> steps) {
    CallReader reader = new CallReader();
    for (Step step : steps) {
      step.getToolCalls().forEach(reader::called);
      if (step.getRole() == Role.TOOL) {
        reader.answered(step);
      }
    }
    return reader.pending.stream().map(Pending::toCall).toList();
  }

  private void called(ToolCall call) {
    pending.add(new Pending(call.getId(), call.getName(), call.getArguments()));
  }

  private void answered(Step step) {
    Pending call =
        pending.stream()
            .filter(candidate -> candidate.answer == null && candidate.answeredBy(step))
            .findFirst()
            .orElseGet(() -> orphan(step));
    call.answer = step;
  }

  private Pending orphan(Step step) {
    Pending call = new Pending(null, Objects.requireNonNullElse(step.getToolName(), UNNAMED), "");
    pending.add(call);
    return call;
  }

  private static final class Pending {
    private final @Nullable String id;
    private final String tool;
    private final String arguments;
    private @Nullable Step answer;

    Pending(@Nullable String id, String tool, String arguments) {
      this.id = id;
      this.tool = tool;
      this.arguments = arguments;
    }

    boolean answeredBy(Step step) {
      if (step.getToolCallId() != null && id != null) {
        return id.equals(step.getToolCallId());
      }
      return step.getToolName() == null || step.getToolName().equals(tool);
    }

    Call toCall() {
      if (answer == null) {
        return new Call(tool, Arguments.of(arguments), Optional.empty(), Optional.empty());
      }
      String text = textOf(answer);
      return new Call(
          tool,
          Arguments.of(arguments),
          Optional.of(text),
          ErrorDetector.detect(text, answer.getToolError(), answer.getExitCode()));
    }

    private static String textOf(Step step) {
      return step.getContent().stream()
          .map(ContentPart::getText)
          .filter(Objects::nonNull)
          .collect(Collectors.joining("\n"));
    }
  }
}
