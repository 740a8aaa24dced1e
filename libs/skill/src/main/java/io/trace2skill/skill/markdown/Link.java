// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A link or image in a file.
 *
 * @param destination where it leads, as written
 * @param line line of the block that it is in, from 0
 */
public record Link(String destination, int line) {

  private static final Pattern SCHEME =
      Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
  private static final Pattern AFTER_PATH = Pattern.compile("[?#].*", Pattern.DOTALL);

  /** Returns whether it leads to another file of the same skill, or tries to. */
  public boolean isRelative() {
    return !destination.isEmpty()
        && !destination.startsWith("#")
        && !destination.startsWith("//")
        && !SCHEME.matcher(destination).matches();
  }

  /**
   * Returns the path of the file that it leads to, inside the skill; empty when it leads out of it.
   *
   * @param file path of the file that holds the link
   */
  public Optional<String> pathFrom(String file) {
    String path = decoded(AFTER_PATH.matcher(destination).replaceFirst(""));
    if (path.startsWith("/")) {
      return Optional.empty();
    }
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + path).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path; // A stray percent sign stands for itself.
    }
  }
}
