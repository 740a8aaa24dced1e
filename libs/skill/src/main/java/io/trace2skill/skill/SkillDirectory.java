// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text files of one skill, by path relative to the skill's directory, with {@code /} between
 * the parts. Holds no opinion on whether the skill is valid: a validator has that.
 *
 * @param files path to content; copied, kept in the order of the paths, never null
 */
public record SkillDirectory(SortedMap<String, String> files) {

  /** Path of the one file that every skill has. */
  public static final String SKILL_MD = "SKILL.md";

  /** Prefix of the paths of reference files. */
  public static final String REFERENCES = "references/";

  public SkillDirectory {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Returns a directory that holds the given files. */
  public static SkillDirectory of(Map<String, String> files) {
    return new SkillDirectory(new TreeMap<>(files));
  }

  /** Returns the content of the file, or empty when there is none at that path. */
  public Optional<String> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Returns this directory with the file created or replaced. */
  public SkillDirectory with(String path, String content) {
    TreeMap<String, String> copy = new TreeMap<>(files);
    copy.put(path, content);
    return new SkillDirectory(copy);
  }

  /** Returns this directory without the file; the same directory when there is no such file. */
  public SkillDirectory without(String path) {
    TreeMap<String, String> copy = new TreeMap<>(files);
    copy.remove(path);
    return new SkillDirectory(copy);
  }

  /**
   * Returns the SHA-256 digest, in lower-case hexadecimal, over the paths and contents. Two
   * directories have the same digest exactly when they hold the same files.
   */
  public String digest() {
    MessageDigest sha256 = sha256();
    files.forEach(
        (path, content) -> {
          update(sha256, path);
          update(sha256, content);
        });
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** Length before bytes, so that moving text from one file to the next changes the digest. */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
