// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import io.trace2skill.avro.Trajectory;
import java.util.List;

/**
 * A trajectory in words, of any length that is asked for. Immutable and thread-safe. Secrets are
 * masked, and nothing of the reference is in it.
 */
public final class TrajectoryText {

  /** More images than this are not shown; the last ones are. */
  private static final int MAX_IMAGES = 8;

  private final String overview;
  private final List<RenderedStep> steps;

  private TrajectoryText(String overview, List<RenderedStep> steps) {
    this.overview = overview;
    this.steps = List.copyOf(steps);
  }

  /**
   * Renders a trajectory.
   *
   * @param takesImages whether images are collected for the model; otherwise placeholders describe
   *     them
   */
  public static TrajectoryText of(Trajectory trajectory, boolean takesImages) {
    return new TrajectoryText(
        Overview.of(trajectory), new StepRenderer(takesImages).render(trajectory.getSteps()));
  }

  /** Returns the length of the steps, in characters, when none is shortened. */
  public int length() {
    long length = steps.stream().mapToLong(step -> step.length(Integer.MAX_VALUE)).sum();
    return (int) Math.min(Integer.MAX_VALUE, length);
  }

  /**
   * Returns the overview and the steps, these with at most so many characters. Head, tail and the
   * neighbourhoods of errors stay longest.
   *
   * @param mostOfSteps not negative
   */
  public RenderedTrajectory shortened(int mostOfSteps) {
    RenderedTrajectory shortened = Shortener.shorten(steps, mostOfSteps);
    List<NumberedImage> images = shortened.images();
    return new RenderedTrajectory(
        overview + "\n" + shortened.text(),
        images.subList(Math.max(0, images.size() - MAX_IMAGES), images.size()));
  }
}
