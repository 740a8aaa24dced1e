// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import org.jspecify.annotations.Nullable;

/** The broker or a topology failed. What is committed stays in the data directory. */
public final class RunFailedException extends Exception {

  public RunFailedException(String message) {
    super(message);
  }

  public RunFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
