// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a child process is told: text by name. Names that begin with {@code kafka.} are settings of
 * Kafka Streams or its clients.
 */
record Settings(Map<String, String> values) {

  private static final String KAFKA = "kafka.";

  Settings {
    values = Map.copyOf(values);
  }

  static Settings empty() {
    return new Settings(Map.of());
  }

  /** Returns these settings with one more, or another value for it. */
  Settings with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, value.toString());
    return new Settings(more);
  }

  /** Returns these settings and the others, which win. */
  Settings withAll(Settings others) {
    Map<String, String> more = new TreeMap<>(values);
    more.putAll(others.values());
    return new Settings(more);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the setting " + name + " is missing");
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(values.getOrDefault(name, "false"));
  }

  /** Returns the settings of Kafka Streams and its clients, by Kafka's names. */
  Map<String, String> kafka() {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(KAFKA))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(KAFKA.length()), Map.Entry::getValue));
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }

  static Settings read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new Settings(
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, properties::getProperty)));
  }
}
