// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.analyst.llm.render.RenderedTrajectory;
import io.trace2skill.analyst.llm.render.TrajectoryText;
import io.trace2skill.llm.ContextLengthException;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.async.AsyncLoop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks with a trajectory, and when the model's context is too small for it asks again with half of
 * it, at most four times.
 */
final class Shortening<T> {

  /**
   * An answer.
   *
   * @param value what came back
   * @param lost what the attempts before it used up
   */
  record Shortened<T>(T value, Usage lost) {}

  static final int MOST = 4;

  private final TrajectoryText trajectory;
  private final Function<RenderedTrajectory, CompletableFuture<T>> ask;
  private int target;
  private int shortened;
  private Usage lost = Usage.NONE;

  private Shortening(
      TrajectoryText trajectory, int room, Function<RenderedTrajectory, CompletableFuture<T>> ask) {
    this.trajectory = trajectory;
    this.ask = ask;
    this.target = Math.min(room, trajectory.length());
  }

  /**
   * Starts to ask.
   *
   * @param room most characters of the trajectory's steps at first
   * @return completes with the answer; fails with an {@link LlmException} that carries the usage of
   *     all attempts; cancelling it cancels the one that runs
   */
  static <T> CompletableFuture<Shortened<T>> run(
      TrajectoryText trajectory, int room, Function<RenderedTrajectory, CompletableFuture<T>> ask) {
    Shortening<T> shortening = new Shortening<>(trajectory, room, ask);
    return AsyncLoop.run(shortening::attempt, error -> error);
  }

  private CompletionStage<Optional<Shortened<T>>> attempt(AsyncLoop.Running running) {
    return running.call(ask.apply(trajectory.shortened(target))).handle(this::outcome);
  }

  private Optional<Shortened<T>> outcome(@Nullable T answer, @Nullable Throwable error) {
    if (answer != null) {
      return Optional.of(new Shortened<>(answer, lost));
    }
    Throwable cause = Failures.cause(error);
    if (cause instanceof ContextLengthException tooLong) {
      shorten(tooLong);
      return Optional.empty();
    }
    throw cause instanceof LlmException e ? e.plus(lost) : new CompletionException(cause);
  }

  private void shorten(ContextLengthException tooLong) {
    lost = lost.plus(tooLong.usage());
    if (shortened == MOST) {
      throw new ContextLengthException(
          ("the prompt does not fit the model's context, not even with %d characters of the"
                  + " trajectory: use a model with a larger context, or a smaller base skill (%s)")
              .formatted(target, tooLong.getMessage()),
          lost);
    }
    shortened++;
    target /= 2;
  }
}
