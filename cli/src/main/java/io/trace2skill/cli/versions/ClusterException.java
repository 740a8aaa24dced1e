// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

/** The cluster cannot be used, or has not what was asked for; the message says what to do. */
final class ClusterException extends Exception {

  private static final long serialVersionUID = 1L;

  ClusterException(String message) {
    super(message);
  }
}
