// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Tells trajectories apart: gives ids to those without one and finds those that were there. */
final class Identities {

  private static final int ID_HEX_DIGITS = 16;

  private final Json json;
  private final Map<String, Long> contentById = new HashMap<>();

  Identities(Json json) {
    this.json = json;
  }

  /** Returns an id that the same value has whenever and wherever it is read. */
  String idOf(JsonNode value, Optional<String> task) {
    DigestOutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
    try {
      json.mapper().writeValue(digest, value);
    } catch (IOException e) {
      throw new UncheckedIOException("a value in memory cannot be written to nowhere", e);
    }
    String hash =
        HexFormat.of().formatHex(digest.getMessageDigest().digest()).substring(0, ID_HEX_DIGITS);
    return task.map(id -> "task-" + id + "-" + hash).orElse("trajectory-" + hash);
  }

  /**
   * Remembers a trajectory.
   *
   * @param fingerprint of its content, its source left out
   * @return whether it is new; false for one that was remembered before
   * @throws UnusableException when its id stands for another content already
   */
  boolean remember(String id, long fingerprint) throws UnusableException {
    Long known = contentById.putIfAbsent(id, fingerprint);
    if (known != null && known != fingerprint) {
      throw new UnusableException(
          RejectCause.CONFLICTING_ID,
          "another trajectory with the id '%s' was read before; give each run an id of its own"
              .formatted(id));
    }
    return known == null;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
