// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Deletes a directory whatever a command left in it: files and directories without permissions,
 * links, which are not followed, and trees so deep that their paths are too long to name. Each
 * directory that is found is moved to the top first, so that no path grows.
 */
final class TreeRemoval {

  private final Path top;
  private final Deque<Path> directories = new ArrayDeque<>();
  private long moved;

  private TreeRemoval(Path top) {
    this.top = top;
  }

  /** Deletes a directory and all that is in it; nothing happens when it is not there. */
  static void remove(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(directory);
      return;
    }
    new TreeRemoval(directory).removeAll();
  }

  private void removeAll() throws IOException {
    unlock(top);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(top)) {
      for (Path entry : entries) {
        removeEntry(entry, true);
      }
    }
    while (!directories.isEmpty()) {
      Path directory = directories.remove();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        for (Path entry : entries) {
          removeEntry(entry, false);
        }
      }
      Files.deleteIfExists(directory);
    }
    Files.deleteIfExists(top);
  }

  private void removeEntry(Path entry, boolean atTop) throws IOException {
    if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(entry);
      return;
    }
    unlock(entry);
    directories.add(atTop ? entry : Files.move(entry, freeName()));
  }

  private Path freeName() {
    Path name = top.resolve(".remove-" + moved++);
    while (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
      name = top.resolve(".remove-" + moved++);
    }
    return name;
  }

  private static void unlock(Path directory) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(
            directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view != null) {
      try {
        view.setPermissions(PosixFilePermissions.fromString("rwx------"));
      } catch (NoSuchFileException e) {
        // Somebody else deletes it, too.
      }
    }
  }
}
