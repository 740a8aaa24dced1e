// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads a file of properties, in UTF-8. */
final class KeyFile {

  private KeyFile() {}

  /**
   * Returns the texts by key, and complains about keys that are set twice.
   *
   * @param complaints added to
   */
  static Map<String, String> read(Path file, List<String> complaints) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      new Collector(texts, complaints).load(reader);
    } catch (IOException | IllegalArgumentException e) {
      complaints.add("the configuration file " + file + " cannot be read: " + e);
    }
    return texts;
  }

  /** Hears of each line, where properties themselves would let the last one win. */
  private static final class Collector extends Properties {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> texts;
    private final transient List<String> complaints;

    Collector(Map<String, String> texts, List<String> complaints) {
      this.texts = texts;
      this.complaints = complaints;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (texts.put((String) key, (String) value) != null) {
        complaints.add(key + " is set twice in the file; keep one of the lines");
      }
      return value;
    }
  }
}
