// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

/**
 * A trajectory asks for an evaluator that cannot be had: a label has a bad value, or the reference
 * that it needs is missing or unreadable. The message names the label or the artifact and says what
 * would do; trying again does not help.
 */
public final class EvaluatorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EvaluatorException(String message) {
    super(message);
  }
}
