// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are either the old ones or the new ones, never a part. */
public final class AtomicFiles {

  private AtomicFiles() {}

  /**
   * Writes text in UTF-8.
   *
   * @param file where to; its directory is created when it is missing
   * @throws IOException when it cannot be written
   */
  public static void write(Path file, String text) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path fresh = absolute.resolveSibling("." + absolute.getFileName() + ".new");
    Files.write(fresh, text.getBytes(UTF_8));
    Files.move(
        fresh, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
