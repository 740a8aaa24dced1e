// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The prompts of a package: text resources in its folder {@code prompts}, each of which a file of
 * the same name may replace.
 *
 * <p>A prompt begins with the line {@code version: N} and a blank line. Then follow the parts,
 * {@code === system ===} (may be left out) and {@code === user ===}, each on a line of its own, and
 * under them the text with placeholders such as {@code {{trajectory}}}.
 */
public final class PromptLibrary {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  private final Class<?> anchor;
  private final Optional<Path> overrides;

  private PromptLibrary(Class<?> anchor, Optional<Path> overrides) {
    this.anchor = anchor;
    this.overrides = overrides;
  }

  /**
   * Returns the prompts beside a class.
   *
   * @param anchor a class of the package that owns the prompts
   * @param overrides directory with files that replace prompts; prompts without a file there are
   *     the built-in ones
   * @throws IllegalArgumentException when the directory does not exist
   */
  public static PromptLibrary of(Class<?> anchor, Optional<Path> overrides) {
    overrides.ifPresent(
        directory -> {
          if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("there is no directory of prompts at " + directory);
          }
        });
    return new PromptLibrary(anchor, overrides);
  }

  /**
   * Returns a prompt.
   *
   * @param name such as {@code error-analysis}
   * @throws IllegalArgumentException when there is no such prompt, when it is malformed, or when
   *     the file that replaces it has other placeholders than the built-in one; the message names
   *     file and line
   * @throws UncheckedIOException when the file cannot be read
   */
  public PromptTemplate get(String name) {
    PromptTemplate builtIn = builtIn(name);
    Optional<Path> file = overrides.map(directory -> directory.resolve(name + ".md"));
    if (file.isEmpty() || !Files.exists(file.get())) {
      return builtIn;
    }
    PromptTemplate override = TemplateParser.parse(name, file.get().toString(), read(file.get()));
    requireSame(file.get(), builtIn.placeholders(), override.placeholders());
    return override;
  }

  private PromptTemplate builtIn(String name) {
    String resource = "prompts/" + name + ".md";
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a prompt: " + name);
    }
    try (InputStream in = anchor.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "there is no prompt " + resource + " in " + anchor.getPackageName());
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return TemplateParser.parse(name, resource, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new UncheckedIOException("the prompt " + file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the prompt " + file + ": " + e.getMessage(), e);
    }
  }

  private static void requireSame(Path file, Set<String> expected, Set<String> actual) {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(actual);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          file + " lacks the placeholders " + missing + "; without them the model sees no data");
    }
    Set<String> unknown = new TreeSet<>(actual);
    unknown.removeAll(expected);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          file + " has placeholders that nothing fills: " + unknown + "; known are " + expected);
    }
  }
}
