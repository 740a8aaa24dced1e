// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.log;

import static io.trace2skill.service.config.ConfigKey.withDefault;

import ch.qos.logback.classic.Level;
import io.trace2skill.service.config.ConfigKey;
import io.trace2skill.service.config.Section;
import io.trace2skill.service.config.ValueType;
import io.trace2skill.service.config.ValueTypes;
import java.util.List;
import java.util.Optional;

/** The keys of the logs. */
public final class LogKeys {

  private static final List<String> LEVELS = List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG");

  static final ConfigKey<Boolean> JSON =
      withDefault(
          "log.json",
          ValueTypes.flag(),
          "false",
          "Writes each line of the log as a JSON object, for machines.");

  static final ConfigKey<Level> LEVEL =
      withDefault(
          "log.level", level(), "INFO", "What the service itself logs, to standard output.");

  static final ConfigKey<Level> KAFKA_LEVEL =
      withDefault(
          "log.level.kafka", level(), "WARN", "What Kafka's clients and other libraries log.");

  private LogKeys() {}

  /** Returns the keys. */
  public static Section section() {
    return new Section("Logs", List.of(JSON, LEVEL, KAFKA_LEVEL));
  }

  private static ValueType<Level> level() {
    return ValueTypes.choice(
        LEVELS,
        name -> LEVELS.contains(name) ? Optional.of(Level.toLevel(name)) : Optional.empty());
  }
}
