// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, with the path to it, so that an error names the field. A field
 * that is null counts as missing.
 */
final class JsonFields {

  private final JsonNode object;
  private final String path;

  private JsonFields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  static JsonFields of(JsonNode value, String path) throws UnusableException {
    if (!value.isObject()) {
      throw UnusableException.notATrajectory(
          (path.isEmpty() ? "the value" : path) + " must be a JSON object");
    }
    return new JsonFields(value, path);
  }

  /** Returns an object without fields. */
  static JsonFields none(String path) {
    return new JsonFields(MissingNode.getInstance(), path);
  }

  /** Returns the object itself. */
  JsonNode json() {
    return object;
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Returns the value, or a missing node. */
  JsonNode value(String name) {
    JsonNode value = object.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  UnusableException wrong(String name, String expected) {
    return UnusableException.notATrajectory(path(name) + " must be " + expected);
  }

  /** Returns the text, the digits of a number, or null when missing. */
  @Nullable String text(String name) throws UnusableException {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw wrong(name, "text");
    }
    return value.asText();
  }

  String requiredText(String name) throws UnusableException {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw wrong(name, "text and not empty");
    }
    return text;
  }

  @Nullable Boolean flag(String name) throws UnusableException {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.isMissingNode() ? null : value.booleanValue();
  }

  @Nullable Double number(String name) throws UnusableException {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return null;
    }
    double number = value.doubleValue();
    if (!value.isNumber() || !Double.isFinite(number)) {
      throw wrong(name, "a number that a double can hold");
    }
    return number;
  }

  @Nullable Long integer(String name) throws UnusableException {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "an integer of at most 64 bits");
    }
    return value.longValue();
  }

  /** Returns the instant in milliseconds, the resolution of the wire. */
  @Nullable Instant instant(String name) throws UnusableException {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (instant.isBefore(Instant.EPOCH) || instant.toEpochMilli() < 0) {
        throw wrong(name, "a time after 1970");
      }
      return instant;
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong(name, "a time with a zone, such as 2026-11-20T10:00:00Z");
    }
  }

  @Nullable ByteBuffer base64(String name) throws UnusableException {
    String text = text(name);
    try {
      return text == null ? null : ByteBuffer.wrap(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "base64");
    }
  }

  /** Returns the elements; none when missing. */
  List<JsonNode> array(String name) throws UnusableException {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isArray()) {
      throw wrong(name, "an array");
    }
    List<JsonNode> elements = new ArrayList<>(value.size());
    value.forEach(elements::add);
    return elements;
  }

  /** Returns the texts of the array; none when missing. */
  List<String> texts(String name) throws UnusableException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isTextual()) {
        throw wrong(name + "[" + texts.size() + "]", "text");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** Returns the objects of the array; none when missing. */
  List<JsonFields> objects(String name) throws UnusableException {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : array(name)) {
      objects.add(of(element, path(name) + "[" + objects.size() + "]"));
    }
    return objects;
  }

  /** Returns the object, or one without fields when missing. */
  JsonFields object(String name) throws UnusableException {
    JsonNode value = value(name);
    return value.isMissingNode() ? none(path(name)) : of(value, path(name));
  }
}
