// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

/**
 * Commands were asked for, but this machine has no sandbox that works. The message says why, how to
 * get one and how to do without.
 */
public final class SandboxUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SandboxUnavailableException(String reason) {
    super(
        "Commands cannot be run: no sandbox works on this machine, and without one none is run. "
            + reason
            + " Install bubblewrap 0.8 or newer and allow unprivileged user namespaces"
            + " (docs/sandbox.md), or switch commands off.");
  }
}
