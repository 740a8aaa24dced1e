// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.analyst.llm.render.NumberedImage;
import io.trace2skill.analyst.llm.render.RenderedTrajectory;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.prompt.Fence;
import io.trace2skill.llm.prompt.PromptLibrary;
import io.trace2skill.llm.prompt.PromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the prompts, ready to be filled with a skill and a trajectory. Instructions come first,
 * then the skill, then the trajectory: what analyses have in common stands before what differs, so
 * that an endpoint's cache of prefixes serves them. Immutable and thread-safe.
 */
final class AnalystPrompt {

  private final String purpose;
  private final PromptTemplate template;
  private final PromptTemplate format;

  private AnalystPrompt(String purpose, PromptTemplate template, PromptTemplate format) {
    this.purpose = purpose;
    this.template = template;
    this.format = format;
  }

  /**
   * Returns a prompt.
   *
   * @param name of the prompt, and purpose of the calls that are made with it
   */
  static AnalystPrompt of(PromptLibrary prompts, String name) {
    return new AnalystPrompt(name, prompts.get(name), prompts.get("patch-format"));
  }

  String purpose() {
    return purpose;
  }

  String fingerprint() {
    return template.fingerprint() + "+" + format.fingerprint();
  }

  /** Returns how many characters the prompt has without the trajectory. */
  int length(String base) {
    return messages(base, new RenderedTrajectory("", List.of())).stream()
        .flatMap(message -> message.content().stream())
        .mapToInt(part -> part instanceof ContentPart.Text text ? text.text().length() : 0)
        .sum();
  }

  /**
   * Returns the messages of a request.
   *
   * @param base text of the skill
   */
  List<ChatMessage> messages(String base, RenderedTrajectory trajectory) {
    List<ChatMessage> messages =
        template.render(
            Map.of(
                "patch_format",
                textOf(format.render(Map.of()).get(0)),
                "base",
                base,
                "trajectory",
                Fence.around("trajectory", trajectory.text())));
    return trajectory.images().isEmpty() ? messages : withImages(messages, trajectory.images());
  }

  private static List<ChatMessage> withImages(
      List<ChatMessage> messages, List<NumberedImage> images) {
    ChatMessage last = messages.get(messages.size() - 1);
    List<ContentPart> content = new ArrayList<>(last.content());
    for (NumberedImage image : images) {
      content.add(new ContentPart.Text("Image " + image.number() + " of the run, data as well:"));
      content.add(new ContentPart.Image(image.dataUrl()));
    }
    List<ChatMessage> all = new ArrayList<>(messages.subList(0, messages.size() - 1));
    all.add(new ChatMessage(last.role(), content, List.of(), Optional.empty()));
    return all;
  }

  private static String textOf(ChatMessage message) {
    StringBuilder text = new StringBuilder();
    for (ContentPart part : message.content()) {
      if (part instanceof ContentPart.Text words) {
        text.append(words.text());
      }
    }
    return text.toString();
  }
}
