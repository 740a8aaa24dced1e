// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

/** A value cannot become a trajectory; ends as a rejection, never outside this package. */
final class UnusableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectCause rejectCause;

  UnusableException(RejectCause rejectCause, String reason) {
    super(reason, null, false, false);
    this.rejectCause = rejectCause;
  }

  static UnusableException notATrajectory(String reason) {
    return new UnusableException(RejectCause.NOT_A_TRAJECTORY, reason);
  }

  RejectCause rejectCause() {
    return rejectCause;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
