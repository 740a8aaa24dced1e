// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The disk of one state directory: a small file system of its own where this user may mount one, so
 * that it can be filled without harm to anybody else.
 */
final class StateDisk implements AutoCloseable {

  private static final String SIZE = "size=192m";
  private static final int BLOCK = 4096;

  private final Path directory;
  private final Optional<String> obstacle;
  private final Thread reaper = new Thread(this::unmount);

  private StateDisk(Path directory, Optional<String> obstacle) {
    this.directory = directory;
    this.obstacle = obstacle;
    if (obstacle.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(reaper);
    }
  }

  static StateDisk mount(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(mount.getInputStream().readAllBytes(), UTF_8).strip();
    return new StateDisk(
        directory,
        mount.waitFor() == 0
            ? Optional.empty()
            : Optional.of("no file system can be mounted: " + said));
  }

  Path directory() {
    return directory;
  }

  /** Returns why it cannot be filled; empty when it can. */
  Optional<String> obstacle() {
    return obstacle;
  }

  /** Leaves no byte free. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(directory).getUsableSpace() > BLOCK) {
        throw e;
      }
    }
  }

  /** Gives the space back. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  @Override
  public void close() {
    if (obstacle.isEmpty()) {
      unmount();
      Runtime.getRuntime().removeShutdownHook(reaper);
    }
  }

  private void unmount() {
    try {
      new ProcessBuilder("umount", "-l", directory.toString()).start().waitFor();
    } catch (IOException e) {
      System.err.println("chaos: " + directory + " stays mounted: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
