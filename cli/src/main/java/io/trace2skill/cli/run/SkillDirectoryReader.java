// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillPaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the part of a skill directory that evolves: SKILL.md and the files in references. Other
 * files stay where they are and are no part of a version.
 */
final class SkillDirectoryReader {

  private static final long MAX_FILE_BYTES = 1024 * 1024;

  private SkillDirectoryReader() {}

  /**
   * Returns the skill in the directory.
   *
   * @throws IOException when there is no SKILL.md, or a file is a link, no UTF-8 text or over a
   *     megabyte
   */
  static SkillDirectory read(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : files(directory)) {
      String path = directory.relativize(file).toString().replace('\\', '/');
      if (SkillPaths.isAllowed(path)) {
        files.put(path, text(file));
      }
    }
    if (!files.containsKey(SkillDirectory.SKILL_MD)) {
      throw new IOException(directory + " is no skill directory: it has no SKILL.md");
    }
    return SkillDirectory.of(files);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory, 2)) {
      return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new IOException(file + " is a symbolic link; a skill holds its files itself");
    }
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IOException(file + " is larger than a megabyte");
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no text in UTF-8", e);
    }
  }
}
