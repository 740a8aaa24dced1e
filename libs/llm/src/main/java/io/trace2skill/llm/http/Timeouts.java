// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;

/**
 * How long a request may take.
 *
 * @param connect to have a connection; positive
 * @param call from sending to the end of the reply; positive
 */
public record Timeouts(Duration connect, Duration call) {

  /** Ten seconds to connect, ten minutes for a call. */
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(10));

  public Timeouts {
    if (connect.toMillis() < 1 || call.toMillis() < 1) {
      throw new IllegalArgumentException("a time-out must be at least a millisecond");
    }
  }
}
