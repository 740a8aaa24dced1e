// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goes through a reply once, from value to value. Fences and reasoning blocks count only outside
 * values, because a string may hold either.
 */
final class ReplyScanner {

  /**
   * A value and where it stands.
   *
   * @param start index of its bracket
   * @param fenced whether it stands in a fence that may hold the answer
   * @param reasoning whether it stands in a reasoning block without an end
   */
  record Place(FoundJson found, int start, boolean fenced, boolean reasoning) {
    boolean isEmpty() {
      return found instanceof FoundJson.Whole whole
          && whole.value().isContainerNode()
          && whole.value().isEmpty();
    }
  }

  private static final Pattern REASONING =
      Pattern.compile(
          "<(/?)(think|thinking|thought|reasoning|reflection|scratchpad)>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FENCE = Pattern.compile("(`{3,}|~{3,})[ \\t]*([A-Za-z0-9_+.-]*)");
  private static final Set<String> ANSWER_FENCES =
      Set.of("", "json", "jsonc", "json5", "javascript", "js", "text");

  private final String text;
  private final ValueReader values;
  private final List<Place> places = new ArrayList<>();

  private final int lastReasoningEnd;
  private final int firstVisible;

  private int at;
  private int fenceEnd;
  private Optional<String> fence = Optional.empty();
  private boolean answerFence;
  private boolean reasoning;
  private boolean doubtful;

  ReplyScanner(String text) {
    this.text = text;
    this.values = new ValueReader(text);
    this.lastReasoningEnd = lastReasoningEnd(text);
    this.firstVisible = text.length() - text.stripLeading().length();
  }

  List<Place> scan() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '{', '[' -> value();
        case '<' -> tag();
        case '`', '~' -> fence();
        default -> at++;
      }
    }
    if (places.isEmpty()) {
      scalar();
    }
    return places;
  }

  private void value() {
    int from = at;
    if (!Surroundings.opensValue(text, from) || isInsideOfString(from)) {
      at++;
      return;
    }
    ValueReader.At read = values.read(from, text.length());
    int fenceEnd = fenceEnd();
    if (!(read.found() instanceof FoundJson.Whole) && fenceEnd > from) {
      read = values.read(from, fenceEnd);
    }
    if (read.found() instanceof FoundJson.Broken && leaveReasoning()) {
      return;
    }
    at = read.end();
    FoundJson found = Surroundings.checked(text, from, read, doubtful, fence.isPresent());
    doubtful |= !(found instanceof FoundJson.Whole);
    places.add(new Place(found, from, fence.isPresent() && answerFence, reasoning));
  }

  /** JSON whose quotation marks are escaped was in a string, one that a broken value tore open. */
  private boolean isInsideOfString(int bracket) {
    return doubtful && text.startsWith("\\\"", bracket + 1);
  }

  /** Returns where the fence around this place ends, or -1 without a fence or an end of it. */
  private int fenceEnd() {
    if (fence.isEmpty()) {
      return -1;
    }
    if (fenceEnd >= 0 && fenceEnd < at) {
      findFenceEnd(fence.get());
    }
    return fenceEnd;
  }

  private void findFenceEnd(String run) {
    Matcher end = Pattern.compile("\\r?\\n[ \\t]*" + run + "+[ \\t]*(?:\\r?\\n|\\z)").matcher(text);
    fenceEnd = end.find(at) ? end.start() : -1;
  }

  /**
   * Leaves a reasoning block whose beginning is not in the reply, as templates that write it into
   * the prompt cause. Its notes may look like broken JSON. A reply that begins with the JSON holds
   * the tag in a string rather.
   */
  private boolean leaveReasoning() {
    if (lastReasoningEnd <= at || at <= firstVisible || doubtful || fence.isPresent()) {
      return false;
    }
    Matcher tag = REASONING.matcher(text);
    for (int from = at; tag.find(from); from = tag.end()) {
      if (!tag.group(1).isEmpty()) {
        forget(tag.end());
        // The tag may as well stand in a string of the value that is broken.
        doubtful = true;
        return true;
      }
    }
    return false;
  }

  private static int lastReasoningEnd(String text) {
    Matcher tag = REASONING.matcher(text);
    int end = -1;
    while (tag.find()) {
      end = tag.group(1).isEmpty() ? end : tag.end();
    }
    return end;
  }

  private void forget(int end) {
    places.clear();
    reasoning = false;
    doubtful = false;
    fence = Optional.empty();
    at = end;
  }

  private void tag() {
    Matcher tag = REASONING.matcher(text).region(at, text.length());
    if (!tag.lookingAt()) {
      at++;
      return;
    }
    if (!tag.group(1).isEmpty()) {
      forget(tag.end());
      return;
    }
    Matcher end =
        Pattern.compile("</" + tag.group(2) + ">", Pattern.CASE_INSENSITIVE).matcher(text);
    boolean closed = !reasoning && end.find(tag.end());
    reasoning |= !closed;
    at = closed ? end.end() : tag.end();
  }

  private void fence() {
    Matcher run = FENCE.matcher(text).region(at, text.length());
    if (!run.lookingAt()) {
      at++;
      return;
    }
    String info = run.group(2).toLowerCase(Locale.ROOT);
    boolean closes = fence.isPresent() && run.group(1).startsWith(fence.get());
    fence = closes ? Optional.empty() : Optional.of(run.group(1));
    answerFence = ANSWER_FENCES.contains(info);
    at = closes ? run.end(1) : run.end();
    if (!closes) {
      findFenceEnd(run.group(1));
    }
  }

  private void scalar() {
    String all = text.strip();
    if (JsonSyntax.strict(all.toCharArray(), 0, all.length()) instanceof JsonSyntax.Parsed value
        && value.end() == all.length()) {
      places.add(new Place(new FoundJson.Whole(value.value(), all.length()), 0, false, false));
    }
  }
}
