// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The only way from a name that a model writes to a file: it stays inside one directory, follows no
 * symbolic link and opens nothing but ordinary files.
 *
 * <p>Checks and use are two steps, which is safe because nothing else writes here meanwhile: tools
 * run one after another, and a command leaves no process behind.
 */
final class Root {

  /** How commands of the sandbox name the directory. */
  private static final String ALIAS = "/workspace";

  private static final int MAX_NAME = 1_000;

  private final Path directory;

  Root(Path directory) throws IOException {
    this.directory = directory.toRealPath();
  }

  Path directory() {
    return directory;
  }

  /** Returns how a path below the directory is called in front of a model. */
  String nameOf(Path path) {
    return directory.relativize(path).toString();
  }

  /** Returns an existing ordinary file. */
  Path file(String name) throws ToolComplaintException, IOException {
    Path path = resolve(name);
    Optional<BasicFileAttributes> attributes = attributes(path);
    if (attributes.isEmpty()) {
      throw new ToolComplaintException(
          "There is no file " + Shown.name(name) + ". list_files shows what is there.");
    }
    if (attributes.get().isDirectory()) {
      throw new ToolComplaintException(
          Shown.name(name) + " is a directory. list_files shows what is in it.");
    }
    if (!attributes.get().isRegularFile()) {
      throw new ToolComplaintException(
          Shown.name(name) + " is a special file and cannot be opened.");
    }
    return path;
  }

  /** Returns an existing file or directory; an empty name or {@code .} means the whole. */
  Path existing(String name) throws ToolComplaintException, IOException {
    Path path = resolve(name);
    if (attributes(path).isEmpty()) {
      throw new ToolComplaintException(
          "There is nothing called " + Shown.name(name) + ". list_files shows what is there.");
    }
    return path;
  }

  /** Returns a place for a new file: nothing or an ordinary file is there. */
  Path place(String name) throws ToolComplaintException, IOException {
    Path path = resolve(name);
    Optional<BasicFileAttributes> attributes = attributes(path);
    if (path.equals(directory) || (attributes.isPresent() && !attributes.get().isRegularFile())) {
      throw new ToolComplaintException(
          Shown.name(name) + " is not a place for a file. Choose another name.");
    }
    return path;
  }

  private Path resolve(String name) throws ToolComplaintException, IOException {
    Path path = directory;
    for (Path part : relative(name)) {
      if (part.toString().isEmpty() || part.toString().equals(".")) {
        continue;
      }
      if (part.toString().equals("..")) {
        throw outside(name);
      }
      path = path.resolve(part);
      if (attributes(path).map(BasicFileAttributes::isSymbolicLink).orElse(false)) {
        throw new ToolComplaintException(
            Shown.name(nameOf(path)) + " is a symbolic link, and links are not followed.");
      }
    }
    return path;
  }

  private Path relative(String name) throws ToolComplaintException {
    String inside = name.strip();
    if (inside.equals(ALIAS) || inside.startsWith(ALIAS + "/")) {
      inside = inside.substring(ALIAS.length()).replaceFirst("^/+", "");
    }
    if (inside.length() > MAX_NAME) {
      throw new ToolComplaintException("The path is too long.");
    }
    if (inside.indexOf('\0') >= 0) {
      throw outside(name);
    }
    try {
      Path path = Path.of(inside);
      if (path.isAbsolute() || path.getRoot() != null) {
        throw outside(name);
      }
      return path;
    } catch (InvalidPathException e) {
      throw new ToolComplaintException(Shown.name(name) + " is not a usable file name.");
    }
  }

  private static ToolComplaintException outside(String name) {
    return new ToolComplaintException(
        Shown.name(name)
            + " is outside the workspace. Give a path relative to the workspace, without \"..\".");
  }

  private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
