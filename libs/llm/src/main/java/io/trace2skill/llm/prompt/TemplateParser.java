// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.prompt;

import io.trace2skill.llm.ChatMessage.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a template. Complaints name the file and the line. */
final class TemplateParser {

  private static final Pattern VERSION = Pattern.compile("version:\\s*(\\d{1,9})\\s*");
  private static final Pattern PART = Pattern.compile("===\\s*(\\S+)\\s*===\\s*");
  private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([a-z][A-Za-z0-9_-]*)\\s*\\}\\}");

  private final String origin;
  private final List<String> lines;
  private final List<PromptPart> parts = new ArrayList<>();

  private TemplateParser(String origin, List<String> lines) {
    this.origin = origin;
    this.lines = lines;
  }

  /**
   * Reads a template.
   *
   * @param origin the file, for messages
   * @throws IllegalArgumentException when it is none
   */
  static PromptTemplate parse(String name, String origin, String content) {
    String text = content.replace("\r\n", "\n").replace("\uFEFF", "");
    TemplateParser parser = new TemplateParser(origin, text.lines().toList());
    int version = parser.version();
    parser.readParts();
    return new PromptTemplate(name, origin, version, digest(text), parser.parts);
  }

  private int version() {
    Matcher version = VERSION.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!version.matches()) {
      throw complaint(0, "the first line must be 'version: N' with a number");
    }
    if (lines.size() > 1 && !lines.get(1).isBlank()) {
      throw complaint(1, "the line after the version must be blank");
    }
    return Integer.parseInt(version.group(1));
  }

  private void readParts() {
    int index = 1;
    @Nullable Role role = null;
    int start = index;
    for (; index < lines.size(); index++) {
      Matcher part = PART.matcher(lines.get(index));
      if (part.matches()) {
        close(role, start, index);
        role = role(part.group(1), index);
        start = index + 1;
      }
    }
    close(role, start, lines.size());
    if (parts.stream().noneMatch(part -> part.role() == Role.USER)) {
      throw complaint(lines.size() - 1, "the part '=== user ===' is missing");
    }
  }

  private Role role(String name, int index) {
    Role role =
        switch (name) {
          case "system" -> Role.SYSTEM;
          case "user" -> Role.USER;
          default -> throw complaint(index, "a part is 'system' or 'user', not '" + name + "'");
        };
    if (role == Role.SYSTEM ? !parts.isEmpty() : hasUser()) {
      throw complaint(index, "the parts are one 'system', which may be left out, then one 'user'");
    }
    return role;
  }

  private boolean hasUser() {
    return parts.stream().anyMatch(part -> part.role() == Role.USER);
  }

  private void close(@Nullable Role role, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && lines.get(from).isBlank()) {
      from++;
    }
    while (from < to && lines.get(to - 1).isBlank()) {
      to--;
    }
    if (role != null) {
      parts.add(new PromptPart(role, pieces(from, to)));
    } else if (from < to) {
      throw complaint(from, "expected '=== system ===' or '=== user ===' before the text");
    }
  }

  private List<PromptPart.Piece> pieces(int from, int to) {
    List<PromptPart.Piece> pieces = new ArrayList<>();
    for (int index = from; index < to; index++) {
      addPieces(lines.get(index), index, pieces);
      if (index + 1 < to) {
        pieces.add(new PromptPart.Text("\n"));
      }
    }
    return pieces;
  }

  private void addPieces(String line, int index, List<PromptPart.Piece> pieces) {
    Matcher hole = HOLE.matcher(line);
    int from = 0;
    while (hole.find()) {
      pieces.add(new PromptPart.Text(plain(line.substring(from, hole.start()), index)));
      pieces.add(new PromptPart.Placeholder(hole.group(1), index + 1));
      from = hole.end();
    }
    pieces.add(new PromptPart.Text(plain(line.substring(from), index)));
  }

  private String plain(String text, int index) {
    if (text.contains("{{")) {
      throw complaint(
          index, "'{{' opens a placeholder; write it as {{name}}: letters, digits, '-' and '_'");
    }
    return text;
  }

  private IllegalArgumentException complaint(int index, String message) {
    return new IllegalArgumentException(origin + ", line " + (index + 1) + ": " + message);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
