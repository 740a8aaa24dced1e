// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns the names of artifacts, which come from outside, into relative paths that are safe on every
 * file system and do not clash, whatever the case of their letters. A safe name stays as it is.
 */
final class ArtifactNames {

  private static final Pattern UNSAFE = Pattern.compile("[<>:\"|?*\\p{C}]");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
  private static final int MAX_PART_BYTES = 120;
  private static final int MAX_DEPTH = 8;

  private final Set<String> files = new HashSet<>();
  private final Set<String> directories = new HashSet<>();

  /** Returns the path for the next artifact; two calls never return the same. */
  String next(String name) {
    String safe = safe(name);
    String candidate = safe;
    for (int i = 2; clashes(candidate); i++) {
      candidate = numbered(safe, i);
    }
    files.add(key(candidate));
    for (int slash = candidate.indexOf('/');
        slash >= 0;
        slash = candidate.indexOf('/', slash + 1)) {
      directories.add(key(candidate.substring(0, slash)));
    }
    return candidate;
  }

  private boolean clashes(String path) {
    String key = key(path);
    if (files.contains(key) || directories.contains(key)) {
      return true;
    }
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      if (files.contains(key.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  private static String key(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static String numbered(String path, int number) {
    // The first part, so that a directory whose name is taken by a file moves as a whole.
    int end = path.indexOf('/');
    String first = end < 0 ? path : path.substring(0, end);
    int dot = end < 0 ? first.lastIndexOf('.') : -1;
    String stem = dot > 0 ? first.substring(0, dot) : first;
    return stem
        + "-"
        + number
        + (dot > 0 ? first.substring(dot) : "")
        + path.substring(first.length());
  }

  private static String safe(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : withoutDrive(name.replace('\\', '/')).split("/", -1)) {
      String safe = safePart(part);
      if (!safe.isEmpty()) {
        parts.add(safe);
      }
    }
    if (parts.isEmpty()) {
      return "file";
    }
    return String.join("/", parts.subList(Math.max(0, parts.size() - MAX_DEPTH), parts.size()));
  }

  private static String withoutDrive(String name) {
    return name.replaceFirst("^[A-Za-z]:", "");
  }

  private static String safePart(String part) {
    String safe = UNSAFE.matcher(part).replaceAll("_").strip().replaceAll("[. ]+$", "");
    if (RESERVED.matcher(safe).matches()) {
      safe = "_" + safe;
    }
    try {
      safe = Path.of(safe).toString();
    } catch (InvalidPathException e) {
      // The file system's character set lacks some of them.
      safe = safe.replaceAll("[^\\x20-\\x7e]", "_");
    }
    return shortened(safe);
  }

  private static String shortened(String part) {
    if (part.getBytes(StandardCharsets.UTF_8).length <= MAX_PART_BYTES) {
      return part;
    }
    int dot = part.lastIndexOf('.');
    String extension = dot > 0 && part.length() - dot <= 10 ? part.substring(dot) : "";
    StringBuilder stem = new StringBuilder();
    int room = MAX_PART_BYTES - extension.getBytes(StandardCharsets.UTF_8).length;
    for (int c : part.codePoints().toArray()) {
      room -= Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (room < 0) {
        break;
      }
      stem.appendCodePoint(c);
    }
    return stem + extension;
  }
}
