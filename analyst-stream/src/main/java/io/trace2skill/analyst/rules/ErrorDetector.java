// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the answer of a tool is an error, and which line of it is the message. What the
 * source says (error flag, exit code) counts before the text. The text is judged conservatively: it
 * must begin like an error, end like a stack trace, or be a JSON object that says so; an answer
 * that merely mentions errors is none.
 */
public final class ErrorDetector {

  private static final int LONGEST_MESSAGE = 2000;

  /** Lines from the top or the bottom within which a stack trace is the answer, not its topic. */
  private static final int EDGE = 6;

  private static final Pattern BEGINNING =
      Pattern.compile(
          "^\\W{0,3}(?:"
              + "(?:(?:(?:fatal|internal|runtime|server|tool) )?error|fatal|failed|failure|exception)"
              + "\\s*:(?!\\s*(?:0\\b|(?:none|null|false|no errors?|\"\")?\\W*$))"
              + "|error (?:executing|calling|running|invoking|while|during|occurred|from|processing"
              + "|reading|writing|parsing|loading|opening|code)\\b"
              + "|(?-i:[\\w.$]*[a-z](?:Error|Exception)\\s*:)"
              + "|uncaught [\\w.$]*(?:error|exception)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PREFIX =
      Pattern.compile(
          "^\\W{0,3}(?:(?:tool )?error\\s*:"
              + "|error (?:executing|calling|running|invoking) (?:tool )?[\\w.'\"`-]+\\s*:)\\s*(?=\\S)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern THROWN =
      Pattern.compile(
          "^(?:Uncaught |Exception in thread \"[^\"]*\" )?(?:[\\w$]+\\.)*"
              + "([\\w$]*(?:Error|Exception|Interrupt|Exit|Warning)\\b(?::.*)?)$");
  private static final Pattern FRAME = Pattern.compile("^\\s+at .+");
  private static final Pattern SHELL =
      Pattern.compile(
          "^.{0,200}?(?::|\\()\\s*(?:command not found|not found|no such file or directory"
              + "|permission denied|is a directory|not a directory)\\)?\\.?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TELLING =
      Pattern.compile(
          "error|exception|fail|not found|no such|denied|cannot|can't|invalid|unknown|refused",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> MESSAGE_KEYS =
      List.of(
          "message", "error", "detail", "details", "reason", "description", "text", "type", "code");

  private ErrorDetector() {}

  /**
   * Returns the message when the answer is an error, blank when it has none.
   *
   * @param text the answer
   * @param flag whether the source marked it as an error; null when it does not tell
   * @param exitCode of the process behind the tool; null when it does not tell
   */
  public static Optional<String> detect(
      String text, @Nullable Boolean flag, @Nullable Integer exitCode) {
    if (Boolean.TRUE.equals(flag) || (exitCode != null && exitCode != 0)) {
      return Optional.of(trim(message(text, true).orElseGet(() -> lineOf(text))));
    }
    return flag != null || exitCode != null
        ? Optional.empty()
        : message(text, false).map(ErrorDetector::trim);
  }

  private static Optional<String> message(String text, boolean known) {
    String stripped = text.strip();
    if (stripped.startsWith("{")) {
      return ofJson(Arguments.parse(stripped));
    }
    List<String> lines = stripped.lines().map(ErrorDetector::bounded).toList();
    return ofTraceback(lines, known)
        .or(() -> ofStackTrace(lines, known))
        .or(() -> ofFirstLine(lines));
  }

  private static Optional<String> ofJson(JsonNode json) {
    JsonNode error = json.path("error");
    boolean says =
        json.path("is_error").asBoolean()
            || json.path("isError").asBoolean()
            || json.path("success").asText().equals("false")
            || json.path("ok").asText().equals("false")
            || json.path("status").asText().toLowerCase(Locale.ROOT).equals("error")
            || (error.isTextual() && !error.textValue().isBlank())
            || (error.isObject() && !error.isEmpty())
            || (error.isBoolean() && error.booleanValue());
    return says ? Optional.of(messageIn(json)) : Optional.empty();
  }

  private static String messageIn(JsonNode json) {
    JsonNode error = json.path("error");
    if (error.isTextual()) {
      return error.textValue();
    }
    JsonNode holder = error.isObject() ? error : json;
    return MESSAGE_KEYS.stream()
        .map(holder::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst()
        .orElse("");
  }

  /** After the frames, which are indented, comes what was raised. */
  private static Optional<String> ofTraceback(List<String> lines, boolean known) {
    int start = lines.lastIndexOf("Traceback (most recent call last):");
    for (int i = start + 1; start >= 0 && i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
        return known || start < EDGE || lines.size() - i <= EDGE
            ? Optional.of(withoutPackage(line))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofStackTrace(List<String> lines, boolean known) {
    int end = known ? lines.size() : Math.min(EDGE, lines.size());
    for (int i = 0; i + 1 < end; i++) {
      if (FRAME.matcher(lines.get(i + 1)).matches() && THROWN.matcher(lines.get(i)).matches()) {
        return Optional.of(withoutPackage(lines.get(i)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofFirstLine(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String first = lines.get(0).strip();
    if (BEGINNING.matcher(first).find()) {
      return Optional.of(first);
    }
    return SHELL.matcher(first).matches() ? Optional.of(first) : Optional.empty();
  }

  /** The line that most likely says what went wrong, when only the source calls it an error. */
  private static String lineOf(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String told = "";
    for (String line : lines) {
      told = TELLING.matcher(line).find() ? line : told;
    }
    return told.isEmpty() && !lines.isEmpty() ? lines.get(lines.size() - 1) : told;
  }

  private static String withoutPackage(String line) {
    Matcher thrown = THROWN.matcher(line.strip());
    return thrown.matches() ? thrown.group(1) : line;
  }

  private static String trim(String message) {
    return PREFIX.matcher(bounded(message).strip()).replaceFirst("").strip();
  }

  /** Patterns are kept from lines of megabytes. */
  private static String bounded(String line) {
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) : line;
  }
}
