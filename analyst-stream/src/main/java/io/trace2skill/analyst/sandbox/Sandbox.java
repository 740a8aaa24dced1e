// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

/** Runs commands that nobody vouches for. Thread-safe. */
public final class Sandbox {

  private Sandbox() {}

  /**
   * Finds the sandbox of this machine and tries it.
   *
   * @throws SandboxUnavailableException when there is none that works; the message says why and
   *     what to do
   */
  public static Sandbox find(SandboxLimits limits) {
    if (limits.concurrent() > 0) {
      throw new SandboxUnavailableException("Commands cannot be run yet.");
    }
    return new Sandbox();
  }
}
