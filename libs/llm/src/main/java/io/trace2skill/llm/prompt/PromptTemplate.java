// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.prompt;

import io.trace2skill.llm.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A prompt as a versioned text with placeholders. Get it from a {@link PromptLibrary}. */
public final class PromptTemplate {

  private final String name;
  private final String origin;
  private final int version;
  private final String digest;
  private final List<PromptPart> parts;

  PromptTemplate(String name, String origin, int version, String digest, List<PromptPart> parts) {
    this.name = name;
    this.origin = origin;
    this.version = version;
    this.digest = digest;
    this.parts = List.copyOf(parts);
  }

  /** Returns the version that the text says it has. */
  public int version() {
    return version;
  }

  /**
   * Returns what identifies the text: name, version and a short digest, such as {@code
   * error-analysis/3-1f2e3d4c}. It does not change with line endings.
   */
  public String fingerprint() {
    return name + "/" + version + "-" + digest;
  }

  /** Returns the names of the placeholders. */
  public Set<String> placeholders() {
    Set<String> names = new TreeSet<>();
    parts.forEach(part -> names.addAll(part.placeholders()));
    return names;
  }

  /**
   * Fills the placeholders in. Values go in as they are: placeholders in a value stay text.
   *
   * @param values one for each placeholder, and no other
   * @return one message for each part, in order
   * @throws IllegalArgumentException when a value is missing or has no placeholder
   */
  public List<ChatMessage> render(Map<String, String> values) {
    for (PromptPart part : parts) {
      part.requireValues(values.keySet(), origin);
    }
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(placeholders());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          origin + " has no placeholder for " + unknown + ", only for " + placeholders());
    }
    return parts.stream().map(part -> part.render(values)).toList();
  }
}
