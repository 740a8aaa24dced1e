// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

/**
 * Numbers that look random and depend on the request alone.
 *
 * @param start mixed from the seed and what else the numbers depend on
 */
record Draw(long start) {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * @param seed of the server
   * @param text such as the digest of the request's body
   * @param attempt how often this body has been seen, from 1
   */
  Draw(long seed, String text, int attempt) {
    this(mix(mix(mix(seed + GOLDEN_GAMMA) ^ hash(text)) + attempt * GOLDEN_GAMMA));
  }

  /** Returns a number in [0, 1) for that use; other uses get independent numbers. */
  double uniform(String use) {
    long bits = mix(mix(start ^ hash(use)));
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** Returns a number of the standard normal distribution for that use. */
  double normal(String use) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform(use + " radius")));
    return radius * Math.cos(2 * Math.PI * uniform(use + " angle"));
  }

  private static long hash(String text) {
    long hash = 1125899906842597L;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long value) {
    long bits = value;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
