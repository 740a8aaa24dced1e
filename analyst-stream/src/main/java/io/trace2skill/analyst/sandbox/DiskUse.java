// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/** Adds up a directory while it is being written; follows no links and stops at the limit. */
final class DiskUse {

  private final int maxFiles;
  private final long maxBytes;
  private final Deque<Path> directories = new ArrayDeque<>();
  private int files;
  private long bytes;

  private DiskUse(int maxFiles, long maxBytes) {
    this.maxFiles = maxFiles;
    this.maxBytes = maxBytes;
  }

  static DiskUse of(Path root, int maxFiles, long maxBytes) throws IOException {
    DiskUse use = new DiskUse(maxFiles, maxBytes);
    use.directories.add(root);
    while (!use.directories.isEmpty() && !use.exceeded()) {
      use.add(use.directories.remove());
    }
    return use;
  }

  boolean exceeded() {
    return files > maxFiles || bytes > maxBytes;
  }

  private void add(Path directory) throws IOException {
    try {
      list(directory);
    } catch (AccessDeniedException e) {
      // Closed so that nobody sees what is in it. To open it here would be a race with whoever
      // may put a link in its place.
      files = maxFiles + 1;
    } catch (NoSuchFileException | NotDirectoryException e) {
      // It went away in between.
    }
  }

  private void list(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (exceeded()) {
          return;
        }
        count(entry);
      }
    }
  }

  private void count(Path entry) throws IOException {
    files++;
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        directories.add(entry);
      } else {
        bytes += attributes.size();
      }
    } catch (NoSuchFileException e) {
      // It went away in between.
    }
  }
}
