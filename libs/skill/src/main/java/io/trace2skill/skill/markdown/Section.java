// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.util.OptionalInt;

/**
 * A heading and what stands under it, subsections included. Lines count from 0.
 *
 * @param level 1 to 6
 * @param title the heading without its marks; may be empty
 * @param start line of the heading
 * @param bodyStart line after the heading
 * @param end line after the section: that of the next heading of the same or a higher level, or the
 *     number of lines
 * @param parent line of the heading that this section stands under
 */
public record Section(
    int level, String title, int start, int bodyStart, int end, OptionalInt parent) {

  /** Returns the heading as Markdown, for example {@code ## Workflow}. */
  public String heading() {
    return "#".repeat(level) + " " + title;
  }
}
