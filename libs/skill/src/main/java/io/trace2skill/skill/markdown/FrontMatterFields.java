// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What reading front matter comes to. */
public sealed interface FrontMatterFields {

  /**
   * Front matter that is a YAML mapping.
   *
   * @param values key to value, in the order of the file; a value is a text, number, boolean, list
   *     or map as YAML reads it, and {@link #NOTHING} where YAML reads null
   */
  record Fields(Map<String, Object> values) implements FrontMatterFields {

    /** Stands for a key without a value. */
    public static final Object NOTHING = "";

    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * Front matter that cannot be read.
   *
   * @param line line of the file, from 1
   * @param message what is wrong, for a person
   */
  record Malformed(int line, String message) implements FrontMatterFields {}
}
