// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.doctor;

import io.trace2skill.cli.cluster.ClusterFailures;

/** Failures in a line. */
final class Explained {

  private Explained() {}

  static String of(Throwable failure) {
    return ClusterFailures.explain(failure)
        .orElseGet(() -> failure.getMessage() == null ? failure.toString() : failure.getMessage());
  }
}
