// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run keeps the broker's data and the stores of the topologies. Locked while it is open,
 * because two runs would destroy each other's data.
 */
final class DataDirectory implements AutoCloseable {

  private final Path root;
  private final boolean temporary;
  private final FileChannel channel;

  private DataDirectory(Path root, boolean temporary, FileChannel channel) {
    this.root = root;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Opens the directory, or a temporary one that is removed at the close.
   *
   * @throws IOException when it cannot be created or another run has it
   */
  static DataDirectory open(Optional<Path> directory) throws IOException {
    Path root =
        directory.isPresent()
            ? Files.createDirectories(directory.get())
            : Files.createTempDirectory("trace2skill-");
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(channel)) {
      channel.close();
      throw new IOException(
          "another run uses the data directory " + root + "; wait for it or choose another one");
    }
    return new DataDirectory(root, directory.isEmpty(), channel);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path streams() {
    return root.resolve("streams");
  }

  Path registry() {
    return root.resolve("schemas.avsc");
  }

  /** Returns whether the directory is gone after the run. */
  boolean isTemporary() {
    return temporary;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (temporary) {
      delete(root);
    }
  }

  private static void delete(Path root) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
