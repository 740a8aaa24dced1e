// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

/** The run was asked to stop, and did. */
public final class StoppedException extends Exception {

  StoppedException() {
    super("stopped");
  }
}
