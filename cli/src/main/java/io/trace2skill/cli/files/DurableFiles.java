// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files and directories that are on the disk when a call returns, so that a rename that follows
 * never shows an empty file after the power failed.
 */
final class DurableFiles {

  private DurableFiles() {}

  /** Writes a new file. */
  static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** Forces a directory and all directories in it. */
  static void forceTree(Path root) throws IOException {
    List<Path> directories;
    try (Stream<Path> walk = Files.walk(root)) {
      directories = walk.filter(Files::isDirectory).toList();
    }
    directories.forEach(DurableFiles::forceDirectory);
  }

  /** Forces the name of a file or directory. */
  static void forceParent(Path path) {
    Path parent = path.getParent();
    if (parent != null) {
      forceDirectory(parent);
    }
  }

  /** Forces the names in a directory, where the system lets a directory be opened. */
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directories; renames are durable there by themselves
    }
  }
}
