// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Writes files for a model: within the limits, and never over a file of the trajectory. */
record NewFiles(Root root, Layout layout, WorkspaceLimits limits) {

  void write(String name, byte[] content) throws ToolComplaintException, IOException {
    Path file = root.place(name);
    if (layout.roles().containsKey(root.nameOf(file))) {
      throw new ToolComplaintException(
          Shown.name(name) + " belongs to the execution and stays as it is. Choose another name.");
    }
    checkRoom(content.length);
    Path directory = Objects.requireNonNull(file.getParent());
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      createDirectories(directory, name);
    }
    Files.deleteIfExists(file);
    PrivateFiles.create(file, content);
  }

  private void checkRoom(long bytes) throws ToolComplaintException {
    if (bytes > limits.fileBytes()) {
      throw new ToolComplaintException(
          "The file is too large: at most " + limits.fileBytes() + " bytes.");
    }
    List<FileWalk.Entry> entries = FileWalk.of(root.directory(), limits.files());
    long used = entries.stream().mapToLong(entry -> entry.attributes().size()).sum();
    if (entries.size() >= limits.files() || used + bytes > limits.totalBytes()) {
      throw new ToolComplaintException("The workspace is full. Overwrite a file you wrote before.");
    }
  }

  private static void createDirectories(Path directory, String name)
      throws ToolComplaintException, IOException {
    try {
      PrivateFiles.createDirectories(directory, PrivateFiles.OWNER);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new ToolComplaintException(
          "A part of " + Shown.name(name) + " is a file, not a directory. Choose another name.");
    }
  }
}
