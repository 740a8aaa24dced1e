// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What one attempt ended with: a result, or else a failure. */
record Outcome<Q, R>(Attempt<Q, R> attempt, @Nullable R result, @Nullable Throwable failure) {

  static <Q, R> Outcome<Q, R> of(
      Attempt<Q, R> attempt, @Nullable R result, @Nullable Throwable failure) {
    if (failure != null) {
      return new Outcome<>(attempt, null, unwrap(failure));
    }
    if (result == null) {
      return new Outcome<>(attempt, null, new NullPointerException("the call's result is null"));
    }
    return new Outcome<>(attempt, result, null);
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable unwrapped = failure;
    while ((unwrapped instanceof CompletionException || unwrapped instanceof ExecutionException)
        && unwrapped.getCause() != null) {
      unwrapped = unwrapped.getCause();
    }
    return unwrapped;
  }
}
