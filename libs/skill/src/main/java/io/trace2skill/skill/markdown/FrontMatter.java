// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The YAML block at the start of a file. It is read for validation and kept as it is written.
 *
 * @param yaml the lines between the two {@code ---}, each ended by {@code \n}
 * @param lines number of lines of the file that it takes, both {@code ---} included
 */
public record FrontMatter(String yaml, int lines) {

  private static final String FENCE = "---";

  /**
   * Returns the front matter at the start of the lines of a file; empty when the first line is not
   * {@code ---} or no second one follows. A byte order mark before it does not hide it.
   */
  public static Optional<FrontMatter> of(List<Line> lines) {
    if (lines.isEmpty() || !isFence(withoutMark(lines.get(0).text()))) {
      return Optional.empty();
    }
    for (int i = 1; i < lines.size(); i++) {
      if (isFence(lines.get(i).text())) {
        String yaml =
            lines.subList(1, i).stream()
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
        return Optional.of(new FrontMatter(yaml, i + 1));
      }
    }
    return Optional.empty();
  }

  /** Returns the fields, or what is wrong with the YAML. */
  public FrontMatterFields fields() {
    return FrontMatterReader.read(yaml);
  }

  /**
   * Returns new front matter as text, with {@code \n} at the end of every line. Values are quoted
   * where a simple reader could take them for something else than text.
   *
   * @param metadata further keys with text values, in the order to write; may be empty
   */
  public static String render(String name, String description, Map<String, String> metadata) {
    StringBuilder text = new StringBuilder(FENCE).append('\n');
    text.append("name: ").append(YamlText.scalar(name)).append('\n');
    text.append("description: ").append(YamlText.scalar(description)).append('\n');
    if (!metadata.isEmpty()) {
      text.append("metadata:\n");
      metadata.forEach(
          (key, value) ->
              text.append("  ")
                  .append(YamlText.scalar(key))
                  .append(": ")
                  .append(YamlText.quoted(value))
                  .append('\n'));
    }
    return text.append(FENCE).append('\n').toString();
  }

  private static boolean isFence(String line) {
    return line.stripTrailing().equals(FENCE);
  }

  private static String withoutMark(String line) {
    return line.startsWith(MarkdownDocument.BYTE_ORDER_MARK) ? line.substring(1) : line;
  }
}
