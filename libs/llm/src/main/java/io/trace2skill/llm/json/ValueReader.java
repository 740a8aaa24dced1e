// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

/** Tells what begins at a bracket of a text. A strict parser has the first word. */
final class ValueReader {

  /** What was found, and where the search goes on. */
  record At(FoundJson found, int end) {}

  private final String text;
  private final char[] chars;

  ValueReader(String text) {
    this.text = text;
    this.chars = text.toCharArray();
  }

  /** Reads the value that begins at {@code from} and may reach up to {@code to}. */
  At read(int from, int to) {
    if (JsonSyntax.strict(chars, from, to) instanceof JsonSyntax.Parsed value) {
      return new At(new FoundJson.Whole(value.value(), value.end() - from), value.end());
    }
    Mending mending = Mending.of(text, from, to);
    return new At(mending.isClosed() ? closed(mending, from) : open(mending, from), mending.end());
  }

  private static FoundJson closed(Mending mending, int from) {
    int length = mending.end() - from;
    JsonSyntax.Reading reading = JsonSyntax.lenient(mending.mended());
    if (reading instanceof JsonSyntax.Failed failed) {
      return new FoundJson.Broken(failed.complaint(), length);
    }
    return new FoundJson.Whole(((JsonSyntax.Parsed) reading).value(), length);
  }

  private FoundJson open(Mending mending, int from) {
    String written = text.substring(from, mending.end());
    if (mending.lacksOneBracket()
        && JsonSyntax.lenient(mending.closed()) instanceof JsonSyntax.Parsed value) {
      return new FoundJson.Unclosed(value.value(), written);
    }
    if (JsonSyntax.lenient(mending.withoutLastWord()) instanceof JsonSyntax.Failed failed
        && !failed.early()) {
      return new FoundJson.Broken(failed.complaint(), written.length());
    }
    return new FoundJson.CutOff(written);
  }
}
