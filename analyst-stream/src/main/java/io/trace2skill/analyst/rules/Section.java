// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

/** Where a lesson goes in SKILL.md. Fixed, because a ground must lead to one place only. */
enum Section {
  TOOL_ERRORS("## Tool errors"),
  BEFORE_FINISHING("## Before finishing"),
  PROCEDURES("## Procedures that work"),
  CHECKS("## What the checks look at");

  private final String heading;

  Section(String heading) {
    this.heading = heading;
  }

  /** Returns the heading with its level, as an edit's target section names it. */
  String heading() {
    return heading;
  }
}
