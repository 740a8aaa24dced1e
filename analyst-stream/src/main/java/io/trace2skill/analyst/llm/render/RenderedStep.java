// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import java.util.List;

/**
 * One step of a trajectory in words.
 *
 * @param number place in the trajectory, from 1
 * @param heading who acts, and how it went; one line
 * @param body what was said, called or returned; may be empty
 * @param failed whether the step shows an error
 * @param images images that belong to the step
 */
record RenderedStep(
    int number, String heading, String body, boolean failed, List<NumberedImage> images) {

  RenderedStep {
    images = List.copyOf(images);
  }

  /** Returns the step as text, the body not longer than that many characters. */
  String text(int mostOfBody) {
    return body.isEmpty() ? heading + "\n" : heading + "\n" + Excerpt.of(body, mostOfBody) + "\n";
  }

  /** Returns the length of {@link #text}, without making it. */
  int length(int mostOfBody) {
    int bodyLength = body.isEmpty() ? 0 : Math.min(body.length(), mostOfBody) + 1;
    return heading.length() + 1 + bodyLength;
  }
}
