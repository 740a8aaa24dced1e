// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.prompt;

import io.trace2skill.llm.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One message of a template.
 *
 * @param role who speaks
 * @param pieces text and placeholders, in order
 */
record PromptPart(ChatMessage.Role role, List<Piece> pieces) {

  /** A stretch of text, or a placeholder. */
  sealed interface Piece {}

  /** Text that stays as it is. */
  record Text(String text) implements Piece {}

  /** A value goes here. The line is where it stands in its file, from 1. */
  record Placeholder(String name, int line) implements Piece {}

  PromptPart {
    pieces = List.copyOf(pieces);
  }

  Set<String> placeholders() {
    return pieces.stream()
        .filter(Placeholder.class::isInstance)
        .map(piece -> ((Placeholder) piece).name())
        .collect(Collectors.toSet());
  }

  void requireValues(Set<String> names, String origin) {
    for (Piece piece : pieces) {
      if (piece instanceof Placeholder hole && !names.contains(hole.name())) {
        throw new IllegalArgumentException(
            origin + ", line " + hole.line() + ": there is no value for {{" + hole.name() + "}}");
      }
    }
  }

  ChatMessage render(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(
          piece instanceof Placeholder hole
              ? values.getOrDefault(hole.name(), "")
              : ((Text) piece).text());
    }
    return role == ChatMessage.Role.SYSTEM
        ? ChatMessage.system(text.toString())
        : ChatMessage.user(text.toString());
  }
}
