// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

/**
 * Failures in a row. Whether they were an outage is known only later than the first of them, so
 * calls keep the streak and ask when they count their attempts.
 */
final class Streak {

  private int failures;
  private volatile boolean outage;

  int add() {
    return ++failures;
  }

  void becomesOutage() {
    outage = true;
  }

  /** Returns whether the endpoint was down, so that its failures say nothing about the requests. */
  boolean outage() {
    return outage;
  }
}
