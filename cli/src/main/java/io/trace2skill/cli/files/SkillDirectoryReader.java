// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads a skill directory: every text file in it, scripts and licence included, because a published
 * version is the whole skill. Files and directories whose name begins with a dot, and {@code
 * __pycache__}, are no part of a skill and are left out. A version travels as text in one record,
 * so files that are not UTF-8 text, or too large, are refused rather than left behind.
 */
public final class SkillDirectoryReader {

  /** The largest file, in bytes. */
  static final int MAX_FILE_BYTES = 1024 * 1024;

  /** The largest skill, in bytes over all files: half of what a record may have. */
  static final int MAX_TOTAL_BYTES = 4 * 1024 * 1024;

  private SkillDirectoryReader() {}

  /**
   * Returns the files of the skill.
   *
   * @param root the directory that holds SKILL.md
   * @throws SkillDirectoryException when it is no readable skill; the message says why
   */
  public static SkillDirectory read(Path root) throws SkillDirectoryException {
    if (!Files.isDirectory(root)) {
      throw new SkillDirectoryException("there is no directory " + root);
    }
    try {
      Path real = root.toRealPath();
      TreeMap<String, String> texts = new TreeMap<>();
      long total = 0;
      for (Path file : files(real)) {
        String path = real.relativize(file).toString().replace('\\', '/');
        byte[] bytes = bytes(real, file, path);
        total += bytes.length;
        if (total > MAX_TOTAL_BYTES) {
          throw new SkillDirectoryException(
              "the skill has more than "
                  + MAX_TOTAL_BYTES
                  + " bytes; remove what agents do not read");
        }
        texts.put(path, text(path, bytes));
      }
      if (!texts.containsKey(SkillDirectory.SKILL_MD)) {
        throw new SkillDirectoryException("there is no SKILL.md in " + root);
      }
      return new SkillDirectory(texts);
    } catch (IOException e) {
      throw new SkillDirectoryException(root + " cannot be read: " + e);
    }
  }

  private static List<Path> files(Path real) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean skipped = !dir.equals(real) && isLeftOut(dir);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isLeftOut(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean isLeftOut(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.equals("__pycache__");
  }

  /** A link is read where it points to, but only to a file of the same skill. */
  private static byte[] bytes(Path root, Path file, String path)
      throws IOException, SkillDirectoryException {
    if (Files.isSymbolicLink(file)) {
      if (!Files.exists(file) || !file.toRealPath().startsWith(root)) {
        throw new SkillDirectoryException(
            path + " is a symbolic link that leaves the skill or leads nowhere; copy the file in");
      }
    }
    if (!Files.isRegularFile(file)) {
      throw new SkillDirectoryException(path + " is no regular file; remove it");
    }
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new SkillDirectoryException(
          path + " has more than " + MAX_FILE_BYTES + " bytes; shorten or remove it");
    }
    return Files.readAllBytes(file);
  }

  private static String text(String path, byte[] bytes) throws SkillDirectoryException {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // refused below, like text with NUL characters
    }
    throw new SkillDirectoryException(
        path + " is no UTF-8 text; a version of a skill holds text only, so remove or convert it");
  }
}
