// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads one JSON value at a place of a text, strictly or with what careless writers do. */
final class JsonSyntax {

  /** What there is at that place. */
  sealed interface Reading {}

  /** A value that ends before {@code end}. */
  record Parsed(JsonNode value, int end) implements Reading {}

  /** No value. {@code early}: the text ends before the value does. */
  record Failed(String complaint, boolean early) implements Reading {}

  // A field that is written twice would lose its first value.
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private JsonSyntax() {}

  /** Reads the value that begins at {@code from} and ends before {@code to}. */
  static Reading strict(char[] text, int from, int to) {
    return read(STRICT, text, from, to);
  }

  /** Reads a text that {@link Mending} has prepared. */
  static Reading lenient(String text) {
    return read(LENIENT, text.toCharArray(), 0, text.length());
  }

  private static Reading read(JsonMapper mapper, char[] text, int from, int to) {
    try (JsonParser parser = mapper.getFactory().createParser(text, from, to - from)) {
      long base = parser.currentLocation().getCharOffset();
      JsonNode value = mapper.readTree(parser);
      if (value == null || value.isMissingNode()) {
        return new Failed("there is nothing", true);
      }
      return new Parsed(value, from + (int) (parser.currentLocation().getCharOffset() - base));
    } catch (JsonProcessingException e) {
      return new Failed(complaint(e), isEarly(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parser has a type for an early end, but does not use it after a trailing comma. */
  private static boolean isEarly(JsonProcessingException e) {
    return e instanceof JsonEOFException
        || String.valueOf(e.getOriginalMessage()).startsWith("Unexpected end-of-input");
  }

  private static String complaint(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    return message
        + (e.getLocation() == null
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + " of the JSON)");
  }
}
