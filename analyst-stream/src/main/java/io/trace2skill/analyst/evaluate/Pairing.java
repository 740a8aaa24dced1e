// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Pairs what is wanted with what is given so that as many as possible are paired, each at most
 * once. Taking the first that fits would not do: with a tolerance, one may fit two.
 */
final class Pairing {

  /** Whether a given thing fits a wanted one. */
  @FunctionalInterface
  interface Fit {
    boolean test(int wanted, int given);
  }

  private final BitSet[] fits;
  private final int[] wantedOf;

  private Pairing(BitSet[] fits, int given) {
    this.fits = fits;
    this.wantedOf = new int[given];
    Arrays.fill(wantedOf, -1);
  }

  /** Returns for each given thing which wanted one it is paired with, or -1 for none. */
  static int[] of(int wanted, int given, Fit fit) {
    BitSet[] fits = new BitSet[wanted];
    for (int w = 0; w < wanted; w++) {
      fits[w] = new BitSet(given);
      for (int g = 0; g < given; g++) {
        fits[w].set(g, fit.test(w, g));
      }
    }
    Pairing pairing = new Pairing(fits, given);
    for (int w = 0; w < wanted; w++) {
      pairing.place(w, new BitSet(given));
    }
    return pairing.wantedOf;
  }

  /** Finds a place for one, moving others to their other places where that makes room. */
  private boolean place(int wanted, BitSet tried) {
    for (int g = fits[wanted].nextSetBit(0); g >= 0; g = fits[wanted].nextSetBit(g + 1)) {
      if (!tried.get(g)) {
        tried.set(g);
        if (wantedOf[g] < 0 || place(wantedOf[g], tried)) {
          wantedOf[g] = wanted;
          return true;
        }
      }
    }
    return false;
  }
}
