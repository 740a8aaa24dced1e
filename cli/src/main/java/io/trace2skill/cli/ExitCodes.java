// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

/** What a command tells its caller. */
final class ExitCodes {

  static final int PUBLISHED = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int NOTHING_TO_PUBLISH = 3;
  static final int BUDGET_USED_UP = 4;

  /** What shells report of a program that was ended by Ctrl-C. */
  static final int STOPPED = 130;

  private ExitCodes() {}
}
