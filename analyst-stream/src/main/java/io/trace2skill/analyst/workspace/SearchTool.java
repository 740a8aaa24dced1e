// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds lines. Expressions are matched in time that is linear in the line, so that none can be made
 * to run for ever.
 */
record SearchTool(Root root, int maxCharacters) implements ToolAction {

  private static final int MAX_FOUND = 100;
  private static final int MAX_FILES = 2_000;
  private static final int MAX_PATTERN = 500;
  private static final int MAX_SHOWN = 300;
  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

  @Override
  public ToolDefinition definition() {
    return ToolAction.define(
        "search",
        "Finds the lines that contain a text, in all files or below one path.",
        "\"pattern\":{\"type\":\"string\"},"
            + "\"path\":{\"type\":\"string\",\"description\":\"A file or directory.\"},"
            + "\"regex\":{\"type\":\"boolean\",\"description\":\"true: pattern is a regular"
            + " expression.\"},"
            + "\"ignore_case\":{\"type\":\"boolean\"}",
        "pattern");
  }

  @Override
  public String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException {
    Pattern pattern = pattern(arguments);
    Findings findings = new Findings(System.nanoTime() + MAX_NANOS, cancellation);
    for (FileWalk.Entry entry :
        FileWalk.of(root.existing(arguments.optionalText("path").orElse("")), MAX_FILES)) {
      if (entry.attributes().isRegularFile() && !findings.enough()) {
        search(entry.path(), pattern, findings);
      }
    }
    return findings.answer();
  }

  private static Pattern pattern(ToolArguments arguments) throws ToolComplaintException {
    String text = arguments.text("pattern");
    if (text.isEmpty() || text.length() > MAX_PATTERN) {
      throw new ToolComplaintException(
          "\"pattern\" must have 1 to " + MAX_PATTERN + " characters.");
    }
    try {
      return Pattern.compile(
          arguments.flag("regex") ? text : Pattern.quote(text),
          arguments.flag("ignore_case") ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw new ToolComplaintException("The regular expression is wrong: " + e.getMessage());
    }
  }

  private void search(Path file, Pattern pattern, Findings findings) throws IOException {
    FileContent content = FileContent.of(file);
    if (!content.isReadable()) {
      return;
    }
    try (TextLines lines = content.lines()) {
      int number = 1;
      for (Optional<String> line = lines.next();
          line.isPresent() && !findings.enough();
          line = lines.next()) {
        if (pattern.matcher(line.get()).find()) {
          findings.add(root.nameOf(file) + ":" + number + ": " + line.get());
        }
        number++;
      }
    } catch (ToolComplaintException e) {
      findings.skipped(root.nameOf(file), e.getMessage());
    }
  }

  /** What was found so far. */
  private final class Findings {

    private final long deadline;
    private final Cancellation cancellation;
    private final StringBuilder found = new StringBuilder();
    private int count;
    private boolean outOfTime;

    Findings(long deadline, Cancellation cancellation) {
      this.deadline = deadline;
      this.cancellation = cancellation;
    }

    boolean enough() {
      outOfTime |= System.nanoTime() - deadline > 0 || cancellation.isCancelled();
      return outOfTime || count >= MAX_FOUND || found.length() > maxCharacters - MAX_SHOWN;
    }

    void add(String line) {
      count++;
      String shown = line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "..." : line;
      found.append(shown).append('\n');
    }

    void skipped(String name, @org.jspecify.annotations.Nullable String reason) {
      found.append(name).append(": not searched. ").append(reason).append('\n');
    }

    String answer() {
      if (outOfTime) {
        return found + "(stopped: the search took too long; give \"path\")";
      }
      if (enough()) {
        return found + "(there may be more; make the pattern more exact or give \"path\")";
      }
      return count == 0 ? found + "Nothing found." : found.toString();
    }
  }
}
