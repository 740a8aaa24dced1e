// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

/** A workbook, or a range in it, cannot be read; the message says why, as the end of a sentence. */
public final class WorkbookException extends Exception {

  private static final long serialVersionUID = 1L;

  WorkbookException(String message) {
    super(message);
  }
}
