// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

/** Which of the two streams an instance runs. */
public enum Role {
  ANALYST("analyst", "io.trace2skill.analyst.service.AnalystService"),
  MERGE("merge", "io.trace2skill.merge.service.MergeService");

  private final String word;
  private final String service;

  Role(String word, String service) {
    this.word = word;
    this.service = service;
  }

  /** Returns what instances are called after. */
  public String word() {
    return word;
  }

  /** Returns the main class of the service. */
  String service() {
    return service;
  }
}
