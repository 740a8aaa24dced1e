// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.EndpointFailedException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is behind an {@link EndpointFailedException}. It has no cause of its own: messages of the
 * libraries below may quote what must not be shown, so they are scrubbed first.
 */
final class EndpointFault extends IOException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private transient volatile @Nullable Streak streak;

  EndpointFault(FailureKind kind, String scrubbed) {
    super(scrubbed);
    this.kind = kind;
  }

  /** Returns the fault behind a failure, empty when it was not the endpoint's. */
  static Optional<EndpointFault> of(@Nullable Throwable failure) {
    return failure instanceof EndpointFailedException failed
            && failed.getCause() instanceof EndpointFault fault
        ? Optional.of(fault)
        : Optional.empty();
  }

  FailureKind kind() {
    return kind;
  }

  /** Says to which failures in a row this one belongs. */
  void belongsTo(Streak failures) {
    streak = failures;
  }

  /** Returns whether the endpoint was down, as far as is known now. */
  boolean inOutage() {
    Streak failures = streak;
    return failures != null && failures.outage();
  }
}
