// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.validate;

import java.util.Locale;

/** The rules that a skill is checked against. */
public enum Rule {
  /** There is a SKILL.md, and only one. */
  SKILL_MD,
  /** Paths stay in the skill and are safe on every file system. */
  PATH,
  /** SKILL.md starts with front matter that is a YAML mapping. */
  FRONT_MATTER,
  /** The front matter has no other keys than those of the specification. */
  KEYS,
  /** The name is kebab-case and that of the skill's directory. */
  NAME,
  /** There is a description of a length and form that every validator accepts. */
  DESCRIPTION,
  /** Metadata maps texts to texts. */
  METADATA,
  /** Compatibility is a short text. */
  COMPATIBILITY,
  /** License and allowed tools are texts. */
  TEXT_VALUE,
  /** The file is no longer than its limit. */
  LENGTH,
  /** Relative links lead to a file of the skill. */
  LINK,
  /** Links go one level deep. */
  LINK_DEPTH,
  /** Every reference file is named in SKILL.md. */
  ORPHAN,
  /** Every code fence is closed. */
  FENCE,
  /** No two sections under one heading have the same heading. */
  DUPLICATE_HEADING;

  /** Returns the name in reports, for example {@code link-depth}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
