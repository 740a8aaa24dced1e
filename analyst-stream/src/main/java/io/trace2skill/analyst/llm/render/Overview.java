// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is known of a trajectory besides its steps: task, outcome, findings. Holds nothing of the
 * reference: neither the answer, nor the expected actions, nor the artifacts.
 */
final class Overview {

  private static final int MAX_TASK = 4_000;
  private static final int MAX_FINDING = 300;
  private static final int MAX_FINDINGS = 12;

  private Overview() {}

  static String of(Trajectory trajectory) {
    List<String> lines = new ArrayList<>();
    String instruction = trajectory.getTask().getInstruction();
    if (instruction != null && !instruction.isBlank()) {
      lines.add("Task: " + Excerpt.of(Secrets.mask(instruction.strip()), MAX_TASK));
    }
    lines.add("Outcome: " + outcome(trajectory.getOutcome()));
    List<String> findings = trajectory.getOutcome().getFindings();
    if (!findings.isEmpty()) {
      lines.add("What the check of the result found:");
      findings.stream()
          .limit(MAX_FINDINGS)
          .map(finding -> "- " + Excerpt.of(Secrets.mask(finding.strip()), MAX_FINDING))
          .forEach(lines::add);
    }
    if (findings.size() > MAX_FINDINGS) {
      lines.add("- and " + (findings.size() - MAX_FINDINGS) + " findings more");
    }
    lines.add("Steps: " + trajectory.getSteps().size());
    return String.join("\n", lines) + "\n";
  }

  private static String outcome(Outcome outcome) {
    String status = outcome.getStatus().name().toLowerCase(Locale.ROOT);
    return outcome.getScore() == null ? status : status + ", score " + outcome.getScore();
  }
}
