// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import io.trace2skill.analyst.rules.ErrorDetector;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts the steps of one trajectory into words, in their order. */
final class StepRenderer {

  private static final int MAX_TEXT = 8_000;
  private static final int MAX_RESULT = 4_000;
  private static final int MAX_REASONING = 2_000;
  private static final int MAX_ARGUMENTS = 4_000;
  private static final int MAX_NAME = 100;

  private final MediaText media;

  StepRenderer(boolean takesImages) {
    this.media = new MediaText(takesImages);
  }

  List<RenderedStep> render(List<Step> steps) {
    List<RenderedStep> rendered = new ArrayList<>();
    for (Step step : steps) {
      rendered.add(render(rendered.size() + 1, step));
    }
    return rendered;
  }

  private RenderedStep render(int number, Step step) {
    List<NumberedImage> images = new ArrayList<>();
    String content = media.of(step.getContent(), images);
    boolean tool = step.getRole() == Role.TOOL;
    boolean failed =
        tool && ErrorDetector.detect(content, step.getToolError(), step.getExitCode()).isPresent();
    List<String> body = new ArrayList<>();
    if (step.getReasoning() != null) {
      add(body, "thinks: ", step.getReasoning(), MAX_REASONING);
    }
    add(body, "", content, tool ? MAX_RESULT : MAX_TEXT);
    step.getToolCalls().forEach(call -> body.add(call(call)));
    String heading = "[" + number + "] " + actor(step) + (failed ? ", error" : "");
    return new RenderedStep(number, heading, String.join("\n", body), failed, images);
  }

  private static void add(List<String> body, String prefix, String text, int most) {
    if (!text.isBlank()) {
      body.add(prefix + Excerpt.of(Secrets.mask(text.strip()), most));
    }
  }

  private static String actor(Step step) {
    StringBuilder actor = new StringBuilder(step.getRole().name().toLowerCase(Locale.ROOT));
    if (step.getToolName() != null) {
      actor.append(' ').append(name(step.getToolName()));
    }
    if (step.getExitCode() != null) {
      actor.append(", exit code ").append(step.getExitCode());
    }
    return actor.toString();
  }

  private static String call(ToolCall call) {
    return "calls "
        + name(call.getName())
        + ": "
        + Excerpt.of(Secrets.mask(call.getArguments()), MAX_ARGUMENTS);
  }

  private static String name(String tool) {
    String line = tool.replaceAll("\\s+", " ");
    return line.substring(0, Math.min(line.length(), MAX_NAME));
  }
}
