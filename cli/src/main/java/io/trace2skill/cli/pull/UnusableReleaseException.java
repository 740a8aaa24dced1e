// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

/** A version in a topic that must not be written to a disk. */
final class UnusableReleaseException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableReleaseException(String message) {
    super(message);
  }
}
