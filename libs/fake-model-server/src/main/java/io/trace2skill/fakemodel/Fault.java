// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

/**
 * A fault and how often it strikes.
 *
 * @param rate share of the requests, from 0 to 1
 * @param attempts strikes only that many attempts of the same body; at least 1
 */
public record Fault(FaultKind kind, double rate, int attempts) {

  public Fault {
    if (!(rate >= 0 && rate <= 1) || attempts < 1) {
      throw new IllegalArgumentException("a fault's rate is from 0 to 1, its attempts from 1");
    }
  }

  /** Returns a fault that may strike every attempt anew. */
  public static Fault of(FaultKind kind, double rate) {
    return new Fault(kind, rate, Integer.MAX_VALUE);
  }

  /** Returns a fault that strikes the first attempt of every body. */
  public static Fault once(FaultKind kind) {
    return new Fault(kind, 1, 1);
  }
}
