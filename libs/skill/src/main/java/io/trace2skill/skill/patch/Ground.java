// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

/**
 * The observation in a trajectory that an edit rests on. Equal observations in different
 * trajectories have equal grounds, and edits with different grounds never stand for each other.
 *
 * @param kind what sort of observation, for example {@code tool-error}; not blank
 * @param signature the observation, normalised and with identifiers masked; not blank
 */
public record Ground(String kind, String signature) implements Comparable<Ground> {

  public Ground {
    if (kind.isBlank() || signature.isBlank()) {
      throw new IllegalArgumentException("a ground needs a kind and a signature");
    }
  }

  @Override
  public int compareTo(Ground other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : signature.compareTo(other.signature);
  }
}
