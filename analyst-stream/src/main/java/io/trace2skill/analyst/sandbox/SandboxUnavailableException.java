// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

/**
 * Commands were asked for, but this machine has no sandbox that works. The message says why, how to
 * get one and how to do without.
 */
public final class SandboxUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SandboxUnavailableException(String message) {
    super(message);
  }
}
