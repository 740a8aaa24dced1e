// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * What will be answered, and when.
 *
 * @param body never read from here, only from duplicates
 * @param latency from the arrival of the request
 * @param gate the reply waits for its end, too
 * @param retryAfterSeconds for the header, empty for none
 */
record PlannedReply(
    String purpose,
    String model,
    String digest,
    int attempt,
    int status,
    ByteBuffer body,
    Optional<FaultKind> fault,
    Duration latency,
    CompletionStage<?> gate,
    OptionalLong retryAfterSeconds) {

  /** Whether the connection ends in the middle of the body. */
  boolean breaksOff() {
    return fault.filter(f -> f == FaultKind.RESET || f == FaultKind.TRUNCATED).isPresent();
  }
}
