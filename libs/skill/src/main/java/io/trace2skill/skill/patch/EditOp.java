// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an edit does. Names and aliases on the wire are those of the paper's reference pipeline, so
 * that its patches are read and written unchanged.
 */
public enum EditOp {
  /** Inserts content on the line after the one that holds the target text. */
  INSERT_AFTER,
  /** Inserts content on the line before the one that holds the target text. */
  INSERT_BEFORE,
  /** Appends content after the last non-blank line of the target section. */
  APPEND_TO_SECTION,
  /** Replaces the old text by the content, inside the target section when one is named. */
  REPLACE_IN_SECTION,
  /** Adds a section, whose heading is the first line of the content. */
  ADD_SECTION,
  /** Deletes the target section with its subsections. */
  DELETE_SECTION,
  /** Creates a file that does not exist yet. */
  CREATE,
  /** Deletes a file. */
  DELETE_FILE;

  /** Returns the name in patch JSON, for example {@code append_to_section}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the operation of that wire name or alias, or empty when there is none. */
  public static Optional<EditOp> fromWireName(String name) {
    return switch (name) {
      case "create_file", "createFile" -> Optional.of(CREATE);
      case "deleteFile" -> Optional.of(DELETE_FILE);
      default -> Arrays.stream(values()).filter(op -> op.wireName().equals(name)).findFirst();
    };
  }
}
