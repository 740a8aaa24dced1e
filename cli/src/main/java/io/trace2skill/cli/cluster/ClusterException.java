// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.cluster;

/** What an operator asked for cannot be done; the message is one line that says what to do. */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do, for a person
   */
  public ClusterException(String message) {
    super(message);
  }
}
