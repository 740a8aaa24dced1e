// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.bank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.bank.LessonBank.Entry;
import io.trace2skill.cli.files.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A bank as a file of JSON lines: the first line says what it is, each further line is a lesson
 * with its vector, so that any language can load it line by line.
 */
public final class BankFile {

  private static final int FORMAT = 1;

  private final Path path;
  private final JsonMapper mapper = JsonMapper.builder().build();

  public BankFile(Path path) {
    this.path = path;
  }

  /**
   * Replaces the file by this bank, as a whole.
   *
   * @throws IOException when it cannot be written
   */
  public void write(LessonBank bank) throws IOException {
    StringBuilder lines = new StringBuilder();
    ObjectNode head = mapper.createObjectNode();
    head.put("format", FORMAT).put("skill", bank.skill()).put("embedder", bank.embedder());
    head.put("lessons", bank.entries().size());
    lines.append(head).append('\n');
    bank.entries().forEach(entry -> lines.append(line(entry)).append('\n'));
    AtomicFiles.write(path, lines.toString());
  }

  private ObjectNode line(Entry entry) {
    Lesson lesson = entry.lesson();
    ObjectNode node = mapper.createObjectNode();
    node.put("id", lesson.id()).put("trajectory", lesson.trajectory());
    node.put("outcome", lesson.outcome()).put("place", lesson.place()).put("text", lesson.text());
    entry.embedding().forEach(node.putArray("embedding")::add);
    return node;
  }

  /**
   * Reads the bank.
   *
   * @throws IOException when the file cannot be read or is no bank; the message names the line
   */
  public LessonBank read() throws IOException {
    List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
    JsonNode head = object(lines, 0);
    if (head.path("format").asInt() != FORMAT) {
      throw new IOException(path + " is no bank of format " + FORMAT + " (line 1 says so)");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      entries.add(entry(lines, i));
    }
    return new LessonBank(text(head, "skill", 0), text(head, "embedder", 0), entries);
  }

  private Entry entry(List<String> lines, int index) throws IOException {
    JsonNode node = object(lines, index);
    Lesson lesson =
        new Lesson(
            text(node, "id", index),
            text(node, "trajectory", index),
            text(node, "outcome", index),
            text(node, "place", index),
            text(node, "text", index));
    List<Float> embedding = new ArrayList<>();
    node.path("embedding").forEach(value -> embedding.add((float) value.asDouble()));
    return new Entry(lesson, embedding);
  }

  private JsonNode object(List<String> lines, int index) throws IOException {
    try {
      JsonNode node = index < lines.size() ? mapper.readTree(lines.get(index)) : null;
      if (node != null && node.isObject()) {
        return node;
      }
      throw problem(index, "a JSON object is expected");
    } catch (JsonProcessingException e) {
      throw problem(index, "not JSON: " + e.getOriginalMessage());
    }
  }

  private String text(JsonNode node, String field, int index) throws IOException {
    String text = node.path(field).asText("");
    if (text.isBlank()) {
      throw problem(index, "'" + field + "' is missing");
    }
    return text;
  }

  private IOException problem(int index, String problem) {
    return new IOException("%s, line %d: %s".formatted(path, index + 1, problem));
  }
}
