// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes files and directories that nobody else can read, where the file system knows of users. */
final class PrivateFiles {

  /** Permissions of what only this user may see. */
  static final String OWNER = "rwx------";

  /** Commands run as another user when this is root: it may pass through, and not look around. */
  static final String OTHERS_PASS = "rwx--x--x";

  private PrivateFiles() {}

  static void createDirectory(Path directory, String permissions) throws IOException {
    Files.createDirectory(directory, attributes(directory.getFileSystem(), permissions));
  }

  static void createDirectories(Path directory, String permissions) throws IOException {
    Files.createDirectories(directory, attributes(directory.getFileSystem(), permissions));
  }

  /** Writes a file that must not be there yet. */
  static void create(Path file, byte[] bytes) throws IOException {
    Set<java.nio.file.OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, options, attributes(file.getFileSystem(), "rw-------"))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  private static FileAttribute<?>[] attributes(FileSystem fileSystem, String permissions) {
    return fileSystem.supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
