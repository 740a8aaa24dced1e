// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.cli.files.AtomicFiles;
import io.trace2skill.llm.Usage;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What all runs on a data directory have used up, also in calls whose results were lost, so that a
 * budget holds for all of them together. Not thread-safe.
 */
final class SpentFile {

  private final Path file;
  private final Usage before;
  private Usage written;

  /**
   * Reads what earlier runs used up.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  SpentFile(Path file) {
    this.file = file;
    this.before = Files.exists(file) ? read(file) : Usage.NONE;
    this.written = before;
  }

  Usage before() {
    return before;
  }

  /**
   * Writes down what this run has used up so far.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  void write(Usage inThisRun) {
    Usage total = before.plus(inThisRun);
    if (total.equals(written)) {
      return;
    }
    try {
      AtomicFiles.write(
          file,
          """
          calls=%d
          promptTokens=%d
          cachedPromptTokens=%d
          completionTokens=%d
          costMicros=%d
          """
              .formatted(
                  total.calls(),
                  total.promptTokens(),
                  total.cachedPromptTokens(),
                  total.completionTokens(),
                  total.costMicros()));
      written = total;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write down what was used up", e);
    }
  }

  private static Usage read(Path file) {
    Properties stored = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      stored.load(reader);
      return new Usage(
          number(stored, "calls"),
          number(stored, "promptTokens"),
          number(stored, "cachedPromptTokens"),
          number(stored, "completionTokens"),
          number(stored, "costMicros"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what earlier runs used up", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          file + " does not say what earlier runs used up; delete it to count from zero", e);
    }
  }

  private static long number(Properties stored, String name) {
    return Long.parseLong(stored.getProperty(name, "").strip());
  }
}
