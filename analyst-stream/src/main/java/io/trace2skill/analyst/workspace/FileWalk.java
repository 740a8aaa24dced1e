// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Finds what lies below a path; follows no link, and stops at a limit. */
final class FileWalk {

  /**
   * Something that was found.
   *
   * @param path where it is
   * @param attributes its own, not those of what a link points to
   */
  record Entry(Path path, BasicFileAttributes attributes) {}

  private final int limit;
  private final List<Entry> entries = new ArrayList<>();
  private final Deque<Path> directories = new ArrayDeque<>();

  private FileWalk(int limit) {
    this.limit = limit;
  }

  /** Returns files, links and special files, at most so many, in the order of their paths. */
  static List<Entry> of(Path start, int limit) {
    FileWalk walk = new FileWalk(limit);
    walk.visit(start);
    while (!walk.directories.isEmpty() && walk.entries.size() < limit) {
      walk.list(walk.directories.remove());
    }
    walk.entries.sort(Comparator.comparing(Entry::path));
    return walk.entries;
  }

  private void list(Path directory) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        if (entries.size() >= limit) {
          return;
        }
        visit(child);
      }
    } catch (IOException e) {
      // Closed to us or too deep to name: a command made it so, and there is nothing to show.
    }
  }

  private void visit(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        directories.add(path);
      } else {
        entries.add(new Entry(path, attributes));
      }
    } catch (IOException e) {
      // As above.
    }
  }
}
