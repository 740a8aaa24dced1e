// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is missing on stages. */
final class Stages {

  private Stages() {}

  /** Does something at the end of a stage, for its effect alone. */
  static <T> void onEnd(
      CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> action) {
    stage.whenComplete(action);
  }
}
