// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * How the subject is called under which the schema of a value evolves; Confluent's three subject
 * name strategies.
 */
public enum SubjectNaming {
  /** {@code <topic>-value}: one kind of record in each topic, the default. */
  TOPIC("TopicNameStrategy"),
  /** The record's full name: the same record evolves as one in all topics. */
  RECORD("RecordNameStrategy"),
  /** {@code <topic>-<record's full name>}. */
  TOPIC_RECORD("TopicRecordNameStrategy");

  private final String strategy;

  SubjectNaming(String strategy) {
    this.strategy = strategy;
  }

  /**
   * Returns the naming of that strategy.
   *
   * @param strategy the name of Confluent's class, with or without its package
   * @throws IllegalArgumentException when there is none, with those that are
   */
  public static SubjectNaming ofStrategy(String strategy) {
    String simple = strategy.substring(strategy.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(naming -> naming.strategy.equals(simple))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no subject name strategy '%s'; known are %s"
                        .formatted(
                            strategy,
                            Arrays.stream(values())
                                .map(naming -> naming.strategy)
                                .collect(Collectors.joining(", ")))));
  }

  /** Returns the subject of a value's schema in a topic. */
  public String subject(String topic, Schema schema) {
    return switch (this) {
      case TOPIC -> topic + "-value";
      case RECORD -> schema.getFullName();
      case TOPIC_RECORD -> topic + "-" + schema.getFullName();
    };
  }
}
