// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request that the server has dealt with.
 *
 * @param sequence in the order of arrival, from 1
 * @param arrived when its last byte had come
 * @param answered when the last byte of the reply was handed to the network, or the connection was
 *     ended
 * @param status of the HTTP reply; 0 when the server was down or the client had gone
 * @param fault that struck
 * @param attempt how often this body had been seen, from 1
 * @param digest SHA-256 of the body, hexadecimal
 * @param inFlight requests in the server at its arrival, itself included
 * @param planned latency that was drawn for it
 * @param promptBytes size of the request's body
 * @param replyBytes size of the reply's body as planned
 */
public record CallRecord(
    long sequence,
    String purpose,
    String model,
    Instant arrived,
    Instant answered,
    int status,
    Optional<FaultKind> fault,
    int attempt,
    String digest,
    int inFlight,
    Duration planned,
    long promptBytes,
    long replyBytes,
    Authorization authorization) {

  /** Whether an endpoint would charge for the call. */
  public boolean isBilled() {
    return status == 200 && fault.map(FaultKind::isBilled).orElse(true);
  }
}
