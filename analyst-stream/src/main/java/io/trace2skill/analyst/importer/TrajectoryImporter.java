// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.analyst.importer.ImportResult.Skipped.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads trajectories from files, directories and streams. Each is handed on before the next is
 * read, so memory stays bounded by the largest one. What cannot be used is handed on as rejected,
 * with the reason, and reading goes on.
 *
 * <p>One importer is one run: it remembers the ids that it has read, over all sources. Not
 * thread-safe. An exception of the consumer ends the reading and is passed on.
 */
public final class TrajectoryImporter {

  private static final long MAX_BLANK_LINES = 100_000;
  private static final List<String> EXTENSIONS = List.of(".json", ".jsonl", ".ndjson");

  private final Json json;
  private final Container container;
  private final Candidates candidates;
  private final int maxTextBytes;

  public TrajectoryImporter(ImportSettings settings) {
    this.maxTextBytes = settings.maxTextBytes();
    this.json = new Json(maxTextBytes);
    this.container = new Container(json);
    this.candidates = new Candidates(settings, new Identities(json));
  }

  /**
   * Reads a file, whatever its name, or a directory: all its {@code .json}, {@code .jsonl} and
   * {@code .ndjson} files at any depth, in the order of their paths.
   *
   * @param path as the user wrote it, because results name it
   * @param sink takes each result, on this thread
   */
  public void read(Path path, Consumer<ImportResult> sink) {
    if (Files.isDirectory(path)) {
      readDirectory(path, sink);
    } else {
      readFile(path, sink);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param name what results call it, for example {@code -} for standard input
   * @param in not closed
   * @param sink takes each result, on this thread
   */
  public void read(String name, InputStream in, Consumer<ImportResult> sink) {
    try {
      readLines(name, new LineReader(in, maxTextBytes), sink);
    } catch (IOException e) {
      sink.accept(unreadable(name, e));
    }
  }

  private void readDirectory(Path directory, Consumer<ImportResult> sink) {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(file -> !Files.isDirectory(file)).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      sink.accept(unreadable(directory.toString(), e));
      return;
    }
    if (files.isEmpty()) {
      sink.accept(
          skipped(directory.toString(), Kind.EMPTY_SOURCE, "there is no file in this directory"));
    }
    for (Path file : files) {
      if (hasKnownExtension(file)) {
        readFile(file, sink);
      } else {
        sink.accept(
            skipped(
                file.toString(),
                Kind.OTHER_FILE,
                "of a directory only .json, .jsonl and .ndjson files are read"));
      }
    }
  }

  private void readFile(Path file, Consumer<ImportResult> sink) {
    try (InputStream in = Files.newInputStream(file)) {
      read(file.toString(), in, sink);
    } catch (IOException e) {
      sink.accept(unreadable(file.toString(), e));
    }
  }

  private void readLines(String name, LineReader lines, Consumer<ImportResult> sink)
      throws IOException {
    Optional<Line> first = lines.next();
    if (first.isEmpty()) {
      sink.accept(skipped(name, Kind.EMPTY_SOURCE, "there is nothing in it"));
      return;
    }
    Optional<String> foreign = ForeignFormat.of(first.get().bytes());
    if (foreign.isPresent()) {
      Excerpt raw = Excerpt.of(first.get().bytes());
      sink.accept(new Rejected(new Origin(name, 0), RejectCause.UNREADABLE, foreign.get(), raw));
      return;
    }
    readText(name, first.get(), lines, sink);
  }

  private void readText(String name, Line first, LineReader lines, Consumer<ImportResult> sink)
      throws IOException {
    Optional<Line> next = Optional.empty();
    if (container.opensDocument(first)) {
      next = first.complete() ? lines.next() : Optional.empty();
      if (next.isEmpty() || !container.isCutOff(first, next.get())) {
        new DocumentReader(json, candidates, maxTextBytes, new Origin(name, first.number()), sink)
            .read(document(first, next, lines.rest()));
        return;
      }
    }
    readLine(name, first, sink);
    if (next.isEmpty()) {
      next = lines.next();
    }
    while (next.isPresent()) {
      readLine(name, next.get(), sink);
      next = lines.next();
    }
  }

  private static InputStream document(Line first, Optional<Line> second, InputStream rest) {
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream(first.bytes()));
    if (second.isPresent()) {
      long lineFeeds = Math.min(second.get().number() - first.number(), MAX_BLANK_LINES);
      parts.add(new ByteArrayInputStream("\n".repeat((int) lineFeeds).getBytes(UTF_8)));
      parts.add(new ByteArrayInputStream(second.get().bytes()));
      parts.add(new ByteArrayInputStream((second.get().complete() ? "\n" : "").getBytes(UTF_8)));
    }
    parts.add(rest);
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  private void readLine(String name, Line line, Consumer<ImportResult> sink) {
    Origin origin = new Origin(name, line.number());
    Excerpt raw = Excerpt.of(line.bytes());
    if (!line.complete()) {
      String reason = "the line has more than " + maxTextBytes + " bytes; refer to media by uri";
      sink.accept(new Rejected(origin, RejectCause.TOO_LARGE, reason, raw));
      return;
    }
    try {
      JsonNode value = json.parse(line);
      if (value.isArray() && !value.isEmpty() && !OpenAiForm.isMessageList(value)) {
        value.forEach(element -> sink.accept(candidates.judge(element, origin, () -> raw)));
      } else {
        sink.accept(candidates.judge(value, origin, () -> raw));
      }
    } catch (UnusableException e) {
      sink.accept(new Rejected(origin, e.rejectCause(), e.reason(), raw));
    }
  }

  private static boolean hasKnownExtension(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  private static Skipped skipped(String name, Kind kind, String reason) {
    return new Skipped(new Origin(name, 0), kind, reason);
  }

  private static Rejected unreadable(String name, Exception e) {
    String why =
        e instanceof NoSuchFileException ? "there is no such file" : "it cannot be read: " + e;
    return new Rejected(new Origin(name, 0), RejectCause.UNREADABLE, why, Excerpt.of(new byte[0]));
  }
}
