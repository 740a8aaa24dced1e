// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Who owns the files of a workspace while commands run.
 *
 * @param user number of the user and group that the files are given to; empty when they stay as
 *     they are
 */
record Ownership(OptionalInt user) {

  /** What lies deeper was made by a command and has the right owner. */
  private static final int MAX_DEPTH = 64;

  static Ownership ofThisProcess(int userForRoot) {
    try {
      boolean root =
          Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
      return new Ownership(root ? OptionalInt.of(userForRoot) : OptionalInt.empty());
    } catch (IOException e) {
      throw new SandboxUnavailableException(
          "It cannot be told whether this is root: " + e.getMessage());
    }
  }

  boolean changes() {
    return user.isPresent();
  }

  void apply(Path directory) throws IOException {
    if (user.isEmpty()) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory, MAX_DEPTH)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.setAttribute(path, "unix:uid", user.getAsInt(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", user.getAsInt(), LinkOption.NOFOLLOW_LINKS);
      }
    } catch (UncheckedIOException e) {
      throw new IOException("the files cannot be handed over: " + e.getMessage(), e);
    }
  }
}
