// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where files go; deleted in the end when nobody asked for them. */
final class Scratch implements AutoCloseable {

  private final Path root;
  private final boolean keep;

  private Scratch(Path root, boolean keep) {
    this.root = root;
    this.keep = keep;
  }

  static Scratch of(Optional<Path> wanted) throws IOException {
    return wanted.isPresent()
        ? new Scratch(Files.createDirectories(wanted.get().toAbsolutePath()), true)
        : new Scratch(Files.createTempDirectory("stage-bench"), false);
  }

  /** Returns a directory of that name, empty unless it was kept from an earlier run. */
  Path directory(String name) throws IOException {
    Path directory = root.resolve(name);
    delete(directory);
    return Files.createDirectories(directory);
  }

  @Override
  public void close() {
    if (keep) {
      return;
    }
    try {
      delete(root);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + root, e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
