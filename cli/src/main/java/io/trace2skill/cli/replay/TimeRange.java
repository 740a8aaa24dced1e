// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import java.time.Instant;
import java.util.Optional;

/**
 * A range of event times.
 *
 * @param from the first one that belongs to it; empty for no bound
 * @param to the first one after it; empty for no bound
 */
public record TimeRange(Optional<Instant> from, Optional<Instant> to) {

  public TimeRange {
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new IllegalArgumentException(
          "the range is empty: it begins at %s and ends before %s".formatted(from.get(), to.get()));
    }
  }

  boolean holds(Instant time) {
    return from.filter(time::isBefore).isEmpty() && to.map(time::isBefore).orElse(true);
  }
}
