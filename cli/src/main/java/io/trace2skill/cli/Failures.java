// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import java.util.StringJoiner;

/** Says in one line what went wrong. */
final class Failures {

  private Failures() {}

  /** Returns the messages of the failure and its causes, without repetitions. */
  static String explain(Throwable failure) {
    StringJoiner line = new StringJoiner(": ");
    String last = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      if (!last.contains(message)) {
        line.add(message);
        last = message;
      }
    }
    return line.toString();
  }
}
