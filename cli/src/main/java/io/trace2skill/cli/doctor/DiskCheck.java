// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Looks at the directory in which a service keeps its state. */
final class DiskCheck {

  private static final String NAME = "disk";
  private static final long LITTLE_BYTES = 5L << 30;
  private static final long TOO_LITTLE_BYTES = 512L << 20;

  private DiskCheck() {}

  static Check look(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Check.fail(
          NAME, "there is no directory " + directory, "create it, or correct --state-dir");
    }
    if (!Files.isWritable(directory)) {
      return Check.fail(
          NAME,
          directory + " cannot be written",
          "run as the user that owns it, or change its owner");
    }
    try {
      return room(directory, Files.getFileStore(directory).getUsableSpace());
    } catch (IOException e) {
      return Check.warn(NAME, "the room at " + directory + " is not known: " + e, "look by hand");
    }
  }

  static Check room(Path directory, long bytes) {
    String finding =
        String.format(Locale.ROOT, "%.1f GiB free at %s", bytes / (double) (1 << 30), directory);
    String remedy = "make room: state that cannot grow stops the streams";
    if (bytes < TOO_LITTLE_BYTES) {
      return Check.fail(NAME, finding, remedy);
    }
    return bytes < LITTLE_BYTES ? Check.warn(NAME, finding, remedy) : Check.ok(NAME, finding);
  }
}
