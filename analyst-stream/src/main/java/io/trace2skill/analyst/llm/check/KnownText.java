// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of the base skill: what it holds, a proposal may hold as well. Thread-safe. */
public final class KnownText {

  private final String text;
  private final Set<String> lines;
  private final Set<String> hosts;
  private final NormalText normal;

  /**
   * @param text all files of the skill
   */
  public KnownText(String text) {
    this.text = text;
    this.lines = new HashSet<>(text.lines().map(String::strip).toList());
    this.hosts = Addresses.hosts(text);
    this.normal = NormalText.of(text);
  }

  /** Returns the part without the lines that are known, empty when it is known as a whole. */
  String newIn(String part) {
    if (text.contains(part)) {
      return "";
    }
    return part.lines()
        .filter(line -> line.isBlank() || !lines.contains(line.strip()))
        .collect(Collectors.joining("\n"));
  }

  Set<String> hosts() {
    return hosts;
  }

  NormalText normal() {
    return normal;
  }
}
