// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

/** A tool cannot do what the model asked for. The message tells the model what to do instead. */
final class ToolComplaintException extends Exception {

  private static final long serialVersionUID = 1L;

  ToolComplaintException(String message) {
    super(message);
  }
}
