// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the steps of a trajectory fit. What is given up, in this order, until it fits:
 *
 * <ol>
 *   <li>steps from the middle outwards, but not the first two, the last three, nor a step with an
 *       error and the steps around it;
 *   <li>the middles of long texts: 2,000 characters of each step stay, then 1,000, 500, 250, 120;
 *   <li>the steps around errors, then steps with errors, from the middle outwards; the first and
 *       the last step stay;
 *   <li>the middle of what is left.
 * </ol>
 *
 * <p>Where steps are left out, a marker counts them. What a smaller target keeps, a larger one
 * keeps too.
 */
final class Shortener {

  private static final int HEAD = 2;
  private static final int TAIL = 3;
  private static final int[] CAPS = {2_000, 1_000, 500, 250, 120};

  /** No marker is longer. */
  private static final int MARKER = 40;

  private final List<RenderedStep> steps;
  private final int target;
  private final BitSet removed = new BitSet();
  private int cap = Integer.MAX_VALUE;
  private long length;

  private Shortener(List<RenderedStep> steps, int target) {
    this.steps = steps;
    this.target = target;
    measure();
  }

  /**
   * Returns the steps as text of at most that many characters, with the images of what stays.
   *
   * @param target most characters; not negative
   */
  static RenderedTrajectory shorten(List<RenderedStep> steps, int target) {
    Shortener shortener = new Shortener(steps, target);
    shortener.fit();
    return shortener.result();
  }

  private void fit() {
    remove(0);
    for (int i = 0; i < CAPS.length && length > target; i++) {
      cap = CAPS[i];
      measure();
    }
    remove(1);
    remove(2);
  }

  /** Removes steps of that worth, from the middle outwards, as long as it is too long. */
  private void remove(int worth) {
    if (length <= target) {
      return;
    }
    List<Integer> candidates =
        IntStream.range(0, steps.size())
            .filter(i -> worth(i) == worth)
            .boxed()
            .sorted(Comparator.comparingInt(i -> Math.abs(2 * i - steps.size() + 1)))
            .toList();
    for (int i = 0; i < candidates.size() && length > target; i++) {
      remove(steps.get(candidates.get(i)), candidates.get(i));
    }
  }

  private void remove(RenderedStep step, int index) {
    int gapsBeside =
        (index > 0 && removed.get(index - 1) ? 1 : 0) + (removed.get(index + 1) ? 1 : 0);
    removed.set(index);
    length += (long) MARKER * (1 - gapsBeside) - step.length(cap);
  }

  private int worth(int index) {
    if (index == 0 || index == steps.size() - 1) {
      return 3;
    }
    if (steps.get(index).failed()) {
      return 2;
    }
    boolean besideError = steps.get(index - 1).failed() || steps.get(index + 1).failed();
    return besideError || index < HEAD || index >= steps.size() - TAIL ? 1 : 0;
  }

  private void measure() {
    length = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (!removed.get(i)) {
        length += steps.get(i).length(cap);
      } else if (i == 0 || !removed.get(i - 1)) {
        length += MARKER;
      }
    }
  }

  private RenderedTrajectory result() {
    StringBuilder text = new StringBuilder();
    List<NumberedImage> images = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (!removed.get(i)) {
        text.append(steps.get(i).text(cap));
        images.addAll(steps.get(i).images());
      } else if (!removed.get(i - 1)) {
        int gap = removed.nextClearBit(i) - i;
        text.append("[... %d %s left out ...]\n".formatted(gap, gap == 1 ? "step" : "steps"));
      }
    }
    return new RenderedTrajectory(Excerpt.of(text.toString(), target), images);
  }
}
