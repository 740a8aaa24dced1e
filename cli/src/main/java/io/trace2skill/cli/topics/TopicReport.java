// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.schemas.TopicSpec;
import java.util.List;
import java.util.Optional;

/**
 * How a topic is, beside how it should be.
 *
 * @param actual empty when there is no such topic
 */
public record TopicReport(TopicSpec expected, Optional<TopicState> actual, List<Finding> findings) {

  /** Something about a topic that is not as it should be. */
  public record Finding(Severity severity, String text) {}

  /** How bad that is. */
  public enum Severity {
    /** It works, but not as well, or not for all records. */
    WARN,
    /** Services refuse to start, or data is lost. */
    WRONG
  }

  /** Makes a report. */
  public TopicReport {
    findings = List.copyOf(findings);
  }

  /** Returns the topic's name. */
  public String name() {
    return expected.name();
  }

  /** Returns whether services can work with it. */
  public boolean isUsable() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.WRONG);
  }

  boolean isMissing() {
    return actual.isEmpty();
  }

  String verdict() {
    if (isMissing()) {
      return "missing";
    }
    return !isUsable() ? "wrong" : findings.isEmpty() ? "ok" : "warn";
  }

  ObjectNode toJson() {
    ObjectNode json = OperatorOptions.object().put("topic", name()).put("verdict", verdict());
    ObjectNode should = json.putObject("expected").put("partitions", expected.partitions());
    expected.settings().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(setting -> should.put(setting.getKey(), setting.getValue()));
    actual.ifPresent(
        state -> {
          ObjectNode is = json.putObject("actual").put("partitions", state.partitions());
          is.put("replicas", state.replicas());
          expected.settings().keySet().stream()
              .sorted()
              .filter(state.settings()::containsKey)
              .forEach(name -> is.put(name, state.settings().get(name)));
        });
    findings.forEach(finding -> json.withArray("findings").add(finding.text()));
    return json;
  }
}
