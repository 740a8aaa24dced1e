// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

/** A data directory that this run must not use. */
public final class DataDirectoryException extends Exception {

  DataDirectoryException(String message) {
    super(message);
  }
}
