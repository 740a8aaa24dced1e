// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a tool does to the world, as far as the first verb in its name tells. */
enum ToolKind {
  /** Looks at something. */
  READ,
  /** Changes something. */
  WRITE,
  /** Neither is evident, as for a tool that runs code. */
  OTHER;

  private static final Set<String> READS =
      Set.of(
          "browse",
          "check",
          "count",
          "describe",
          "fetch",
          "find",
          "get",
          "grep",
          "inspect",
          "list",
          "load",
          "lookup",
          "query",
          "read",
          "retrieve",
          "search",
          "select",
          "show",
          "validate",
          "verify",
          "view");

  private static final Set<String> WRITES =
      Set.of(
          "add",
          "append",
          "apply",
          "approve",
          "assign",
          "book",
          "cancel",
          "change",
          "charge",
          "close",
          "commit",
          "copy",
          "create",
          "delete",
          "deploy",
          "disable",
          "edit",
          "enable",
          "exchange",
          "grant",
          "insert",
          "issue",
          "make",
          "merge",
          "modify",
          "move",
          "order",
          "patch",
          "pay",
          "place",
          "post",
          "publish",
          "push",
          "put",
          "refund",
          "register",
          "reject",
          "remove",
          "rename",
          "replace",
          "reserve",
          "return",
          "revoke",
          "save",
          "schedule",
          "send",
          "set",
          "store",
          "submit",
          "transfer",
          "update",
          "upload",
          "write");

  private static final Pattern BOUNDARY = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  /** Words that tell no subject. */
  private static final Set<String> GENERAL =
      Set.of("all", "data", "detail", "details", "for", "info", "list", "status", "the", "tool");

  static ToolKind of(String tool) {
    return verb(words(tool)).map(ToolKind::ofVerb).orElse(OTHER);
  }

  /** Returns whether the two tools deal with the same thing, as far as their names tell. */
  static boolean sameSubject(String tool, String other) {
    return !Collections.disjoint(subject(tool), subject(other));
  }

  /** A verb may be a noun elsewhere in the name, as in {@code get_order}. */
  private static List<String> subject(String tool) {
    List<String> words = words(tool);
    String verb = verb(words).orElse("");
    return words.stream()
        .filter(word -> word.length() > 2 && !word.equals(verb) && !GENERAL.contains(word))
        .toList();
  }

  private static Optional<String> verb(List<String> words) {
    return words.stream().filter(word -> ofVerb(word) != OTHER).findFirst();
  }

  private static ToolKind ofVerb(String word) {
    if (READS.contains(word)) {
      return READ;
    }
    return WRITES.contains(word) ? WRITE : OTHER;
  }

  private static List<String> words(String tool) {
    return Arrays.stream(BOUNDARY.split(tool))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }
}
