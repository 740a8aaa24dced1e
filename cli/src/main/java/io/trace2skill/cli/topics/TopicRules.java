// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.topics;

import io.trace2skill.cli.topics.TopicReport.Finding;
import io.trace2skill.cli.topics.TopicReport.Severity;
import io.trace2skill.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what is not as it should be, and what to do about it. Pure. */
final class TopicRules {

  private TopicRules() {}

  static TopicReport report(TopicSpec expected, Optional<TopicState> actual) {
    List<Finding> findings =
        actual.isPresent()
            ? findings(expected, actual.get())
            : List.of(
                new Finding(
                    Severity.WRONG, "it does not exist; run 'trace2skill topics --create'"));
    return new TopicReport(expected, actual, findings);
  }

  private static List<Finding> findings(TopicSpec expected, TopicState actual) {
    List<Finding> findings = new ArrayList<>();
    if (actual.partitions() != expected.partitions()) {
      findings.add(
          new Finding(
              Severity.WRONG,
              "it has %d partitions, %d are expected: keys would be routed apart; use %d for all topics, or another --topic-prefix"
                  .formatted(actual.partitions(), expected.partitions(), actual.partitions())));
    }
    for (Map.Entry<String, String> setting : new TreeMap<>(expected.settings()).entrySet()) {
      String is = actual.settings().getOrDefault(setting.getKey(), "");
      if (!is.equals(setting.getValue())) {
        finding(setting.getKey(), setting.getValue(), is)
            .map(what -> withRemedy(what, expected.name(), setting))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> finding(String name, String should, String is) {
    return switch (name) {
      case "cleanup.policy" ->
          Optional.of(
              new Finding(
                  Severity.WRONG,
                  "cleanup.policy is %s, not %s: %s"
                      .formatted(
                          is,
                          should,
                          should.equals("compact")
                              ? "published versions would be lost"
                              : "records would replace each other")));
      case "retention.ms" ->
          isLess(is, should)
              ? warning("records are kept for %s, not %s".formatted(days(is), days(should)))
              : Optional.empty();
      case "max.message.bytes" ->
          isLess(is, should)
              ? warning("records of more than %s bytes are refused".formatted(is))
              : Optional.empty();
      default -> warning("%s is %s, not %s".formatted(name, is, should));
    };
  }

  private static Optional<Finding> warning(String text) {
    return Optional.of(new Finding(Severity.WARN, text));
  }

  private static Finding withRemedy(Finding what, String topic, Map.Entry<String, String> setting) {
    return new Finding(
        what.severity(),
        what.text()
            + "; if that is not wanted: kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(topic, setting.getKey(), setting.getValue()));
  }

  /** A limit below zero is none. */
  private static boolean isLess(String is, String should) {
    try {
      long actual = Long.parseLong(is);
      long wanted = Long.parseLong(should);
      return actual >= 0 && (wanted < 0 || actual < wanted);
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private static String days(String millis) {
    try {
      Duration time = Duration.ofMillis(Long.parseLong(millis));
      return time.isNegative()
          ? "ever"
          : time.toDays() > 0 ? time.toDays() + " days" : time.toHours() + " hours";
    } catch (NumberFormatException e) {
      return millis;
    }
  }
}
