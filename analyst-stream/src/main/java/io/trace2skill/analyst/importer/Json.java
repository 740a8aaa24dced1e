// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * JSON as untrusted input: bounded depth, no duplicate fields, numbers kept digit by digit, because
 * tool arguments must come out as they went in. Thread-safe.
 */
final class Json {

  private static final int MAX_DEPTH = 500;

  private final ObjectMapper mapper;

  Json(int maxTextBytes) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(maxTextBytes)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Names come from outside: interning them would let input fill the JVM's string table.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    mapper =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }

  ObjectMapper mapper() {
    return mapper;
  }

  JsonParser parser(byte[] bytes) throws IOException {
    return mapper.getFactory().createParser(bytes);
  }

  JsonParser parser(Reader reader) throws IOException {
    return mapper.getFactory().createParser(reader);
  }

  /** Returns the one value on the line. */
  JsonNode parse(Line line) throws UnusableException {
    int invalid = firstInvalidUtf8(line.bytes());
    if (invalid >= 0) {
      throw new UnusableException(
          RejectCause.UNREADABLE,
          "byte %d of the line is not valid UTF-8; save the source as UTF-8"
              .formatted(invalid + 1));
    }
    try (JsonParser parser = parser(line.bytes())) {
      JsonNode value = mapper.readTree(parser);
      if (parser.nextToken() != null) {
        throw new UnusableException(
            RejectCause.MALFORMED,
            "column %d: text follows the JSON value; write one value a line"
                .formatted(parser.currentTokenLocation().getColumnNr()));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed(e, line.number());
    } catch (IOException e) {
      throw new UnusableException(RejectCause.MALFORMED, "not JSON: " + e.getMessage());
    }
  }

  /**
   * Returns the error for a person.
   *
   * @param firstLine number of the line that the text begins at
   */
  static UnusableException malformed(JsonProcessingException e, long firstLine) {
    JsonLocation at = e.getLocation();
    String where =
        at == null
            ? ""
            : "line %d, column %d: "
                .formatted(firstLine - 1 + Math.max(1, at.getLineNr()), at.getColumnNr());
    return new UnusableException(
        RejectCause.MALFORMED, "not valid JSON: " + where + e.getOriginalMessage());
  }

  private static int firstInvalidUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer scratch = CharBuffer.allocate(8 * 1024);
    CoderResult result;
    do {
      result = decoder.decode(in, scratch, true);
      scratch.clear();
    } while (result.isOverflow());
    return result.isError() ? in.position() : -1;
  }
}
