// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@link AsyncStageBuilder} was told; there is what each means. */
record StageSettings<Q, R>(
    String name,
    AsyncFunction<Q, R> function,
    int maxInFlight,
    int maxPendingPerTask,
    Function<? super Q, ? extends @Nullable Object> order,
    RetryPolicy retry,
    BreakerPolicy breaker,
    Duration timeout,
    Consumer<? super R> resultCheck,
    Clock clock,
    DoubleSupplier random) {

  /** Returns what the request shares with those that it keeps in order with; null for none. */
  @Nullable Object key(Q request) {
    Object key = order.apply(request);
    return key instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : key;
  }

  long timeoutMs() {
    return timeout.toMillis();
  }

  /** Returns how long to wait after a failure; {@code attempts} is at least 1. */
  long retryDelayMs(Throwable failure, int attempts) {
    return retry.delay(failure, attempts, random.getAsDouble()).toMillis();
  }
}
