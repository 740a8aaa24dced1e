// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

/** The ways to judge; the label {@code evaluator} names one of them. */
enum EvaluatorKind {
  TEXT("text"),
  NUMERIC("numeric"),
  JSON("json"),
  TOOL_CALLS("tool-calls"),
  SPREADSHEET("spreadsheet"),
  ANLS("anls");

  private final String label;

  EvaluatorKind(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
