// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import java.util.List;

/**
 * A trajectory, or what is left of it, in words.
 *
 * @param text overview and steps
 * @param images the images that the text refers to and that the model shall see, in order
 */
public record RenderedTrajectory(String text, List<NumberedImage> images) {

  public RenderedTrajectory {
    images = List.copyOf(images);
  }
}
