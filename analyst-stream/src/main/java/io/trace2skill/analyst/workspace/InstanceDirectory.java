// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one instance of this process. A locked file beside it tells others that it is in
 * use; the lock goes with the process, however that ends, and then the directory is anybody's to
 * delete.
 */
final class InstanceDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceDirectory.class);
  private static final String LOCK = ".lock";
  private static final Pattern NAME = Pattern.compile("trace2skill-\\d+-\\d+-[0-9a-f-]{36}");

  private final Path directory;
  private final Path lockFile;
  private final FileChannel channel;

  private InstanceDirectory(Path directory, Path lockFile, FileChannel channel) {
    this.directory = directory;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /** Removes what dead processes left, and makes a directory for this one. */
  static InstanceDirectory create(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      PrivateFiles.createDirectories(parent, PrivateFiles.OTHERS_PASS);
    }
    Path real = parent.toRealPath();
    sweep(real);
    String name = thisProcess() + UUID.randomUUID();
    Path fresh = real.resolve("." + name);
    FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    lock(channel, fresh);
    // Under the name that others look for it is locked from the first moment.
    Path lockFile = Files.move(fresh, real.resolve(name + LOCK));
    Path directory = real.resolve(name);
    PrivateFiles.createDirectory(directory, PrivateFiles.OTHERS_PASS);
    return new InstanceDirectory(directory, lockFile, channel);
  }

  private static void lock(FileChannel channel, Path file) throws IOException {
    if (channel.tryLock() == null) {
      throw new IOException("the new file " + file + " is locked by another process");
    }
  }

  Path path() {
    return directory;
  }

  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return "trace2skill-" + self.pid() + "-" + start + "-";
  }

  private static void sweep(Path parent) throws IOException {
    String own = thisProcess();
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, "trace2skill-*" + LOCK)) {
      for (Path lockFile : locks) {
        String file = lockFile.getFileName().toString();
        String name = file.substring(0, file.length() - LOCK.length());
        // To open and close a file that this process has locked would give up the lock.
        if (NAME.matcher(name).matches() && !name.startsWith(own)) {
          removeIfDead(lockFile, parent.resolve(name));
        }
      }
    }
  }

  private static void removeIfDead(Path lockFile, Path directory) {
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        TreeRemoval.remove(directory);
        Files.deleteIfExists(lockFile);
      }
    } catch (IOException e) {
      LOG.warn("A left-over workspace could not be deleted: {}", directory, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      TreeRemoval.remove(directory);
      Files.deleteIfExists(lockFile);
    }
  }
}
