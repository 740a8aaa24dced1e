// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/**
 * Tells whether a source has one JSON value a line or one JSON document over many lines. Names of
 * files do not tell: benchmarks write either into {@code .json}.
 */
final class Container {

  private final Json json;

  Container(Json json) {
    this.json = json;
  }

  /** Returns whether the line can be the first of a document that goes on after it. */
  boolean opensDocument(Line first) {
    return first.complete()
        ? endsBetweenTokens(first)
        : first.first() == '[' && !startsMessageList(first);
  }

  /**
   * Returns whether the line that seemed to open a document was just cut off: the line after it
   * stands on its own.
   */
  boolean isCutOff(Line first, Line second) {
    boolean bracketAlone = first.bytes().length == 1 && first.first() == '[';
    return !bracketAlone && first.first() == second.first() && isWhole(second);
  }

  /** Within a string a line cannot end in a document: JSON strings have no line feeds. */
  private boolean endsBetweenTokens(Line line) {
    try {
      skipTokens(line);
      return false;
    } catch (JsonProcessingException e) {
      boolean insideToken = e instanceof JsonEOFException eof && eof.getTokenBeingDecoded() != null;
      // Jackson has no type of its own for an end between tokens.
      return !insideToken && e.getOriginalMessage().startsWith("Unexpected end-of-input");
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isWhole(Line line) {
    try {
      return skipTokens(line) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private int skipTokens(Line line) throws IOException {
    int tokens = 0;
    try (JsonParser parser = json.parser(line.bytes())) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private boolean startsMessageList(Line line) {
    try (JsonParser parser = json.parser(line.bytes())) {
      boolean objects =
          parser.nextToken() == JsonToken.START_ARRAY
              && parser.nextToken() == JsonToken.START_OBJECT;
      while (objects && parser.nextToken() == JsonToken.FIELD_NAME) {
        if (parser.currentName().equals("role")) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
