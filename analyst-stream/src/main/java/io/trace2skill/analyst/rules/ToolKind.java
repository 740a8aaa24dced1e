// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  static ToolKind of(String tool) {
    for (String word : words(tool)) {
      if (READS.contains(word)) {
        return READ;
      }
      if (WRITES.contains(word)) {
        return WRITE;
      }
    }
    return OTHER;
  }

  /** Returns whether the two tools deal with the same thing, as far as their names tell. */
  static boolean sameSubject(String tool, String other) {
    Set<String> words = Set.copyOf(words(tool));
    return words(other).stream()
        .filter(word -> word.length() > 2 && !READS.contains(word) && !WRITES.contains(word))
        .anyMatch(words::contains);
  }

  private static List<String> words(String tool) {
    return Arrays.stream(BOUNDARY.split(tool))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }
}
