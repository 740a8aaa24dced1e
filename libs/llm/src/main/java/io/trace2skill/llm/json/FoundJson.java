// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import com.fasterxml.jackson.databind.JsonNode;

/** An object or array that stands in a text, or what is left of one. */
public sealed interface FoundJson {

  /** Returns how many characters of the text it takes. */
  int length();

  /**
   * A value that is complete. If it was written carelessly, everything that was written is in it.
   */
  record Whole(JsonNode value, int length) implements FoundJson {}

  /**
   * A value that lacks only its last bracket, which is most often forgotten, but may also be cut
   * off.
   *
   * @param value what it is with that bracket
   * @param text what there is of it
   */
  record Unclosed(JsonNode value, String text) implements FoundJson {
    @Override
    public int length() {
      return text.length();
    }
  }

  /**
   * The beginning of a value; the text ends in it.
   *
   * @param text what there is of it
   */
  record CutOff(String text) implements FoundJson {
    @Override
    public int length() {
      return text.length();
    }
  }

  /**
   * Something that begins as JSON and is none.
   *
   * @param complaint what is wrong and where, for the model that wrote it
   */
  record Broken(String complaint, int length) implements FoundJson {}
}
