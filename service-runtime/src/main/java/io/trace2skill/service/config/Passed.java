// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.List;
import java.util.Locale;

/** Names of settings that are not the service's own and pass through. */
public final class Passed {

  /** What settings of Kafka Streams and its clients begin with. */
  public static final String KAFKA = "kafka.";

  /** What settings of the schema registry's client begin with. */
  public static final String REGISTRY = "schema.registry.";

  /** All beginnings. */
  public static final List<String> PREFIXES = List.of(KAFKA, REGISTRY);

  private Passed() {}

  static boolean passes(String name) {
    return PREFIXES.stream().anyMatch(name::startsWith);
  }

  /** Returns the setting that a variable of the environment stands for. */
  static String ofVariable(String variable) {
    return variable
        .substring(ConfigKey.ENVIRONMENT_PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace('_', '.');
  }
}
