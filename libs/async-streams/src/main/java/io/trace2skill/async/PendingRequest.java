// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

/**
 * What the store keeps for each request.
 *
 * @param acceptedAtMs when it was submitted, so that its age survives restarts
 */
record PendingRequest<Q>(long acceptedAtMs, Q request) {}
