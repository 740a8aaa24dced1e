// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a skill directory as a whole: it is made beside its place and moved there, so that nobody
 * reads half a version.
 */
public final class SkillDirectoryWriter {

  private SkillDirectoryWriter() {}

  /**
   * Writes the skill and returns its directory.
   *
   * @param parent the directory that holds the skill's directory; created when it is missing
   * @throws IOException when a path is none that a skill may have, or something that is no skill is
   *     in the way
   */
  public static Path write(SkillDirectory skill, String name, Path parent) throws IOException {
    Path target = parent.resolve(name);
    boolean replaces = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (replaces && !Files.isRegularFile(target.resolve(SkillDirectory.SKILL_MD))) {
      throw new IOException(target + " exists and is no skill directory; move it away");
    }
    Files.createDirectories(parent);
    Path made = Files.createTempDirectory(parent, "." + name + "-");
    for (Map.Entry<String, String> file : skill.files().entrySet()) {
      if (!SkillPaths.isAllowed(file.getKey())) {
        throw new IOException("a skill may not hold the file " + file.getKey());
      }
      Path path = made.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    if (replaces) {
      Path old = Files.createTempDirectory(parent, "." + name + "-old-");
      Files.move(target, old.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
      delete(old);
    } else {
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return target;
  }

  private static void delete(Path root) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
