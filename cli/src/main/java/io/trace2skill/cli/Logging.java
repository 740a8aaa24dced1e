// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import java.nio.file.Path;

/**
 * Sends the logs of the broker, the topologies and the clients to a file, away from the terminal.
 * Has an effect only before the first of them is loaded, because {@code logback.xml} is read then.
 */
final class Logging {

  private Logging() {}

  /**
   * @param file where to
   * @param verbose whether to log more than warnings, and warnings to standard error as well
   */
  static void to(Path file, boolean verbose) {
    System.setProperty("trace2skill.log.file", file.toString());
    System.setProperty("trace2skill.log.level", verbose ? "INFO" : "WARN");
    System.setProperty("trace2skill.log.console", verbose ? "WARN" : "OFF");
  }
}
