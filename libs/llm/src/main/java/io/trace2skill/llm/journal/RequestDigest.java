// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import io.trace2skill.llm.ChatRequest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 of all that a model sees of a request: the model, its parameters, extra body fields in
 * whatever order, the messages, the tools and the shape of the reply. The purpose is not part of
 * it, because it is not sent: one answer serves both. Neither is the endpoint, so that a server may
 * move.
 */
public final class RequestDigest {

  private final byte[] bytes;

  private RequestDigest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the digest of a request. */
  public static RequestDigest of(ChatRequest request) {
    return new RequestDigest(CanonicalForm.digest(request));
  }

  /** Returns the 32 bytes; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequestDigest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Returns 64 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
