// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files that replace prompts. */
final class PromptFiles {

  private static final int DIGEST_CHARS = 16;

  private PromptFiles() {}

  /** Returns what changes whenever one of the files does; {@code built-in} without a directory. */
  static String digest(Optional<Path> directory) {
    return directory.map(PromptFiles::digest).orElse("built-in");
  }

  private static String digest(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files = entries.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_CHARS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the prompts in " + directory, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
