// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.List;

/** Writes the reference of all keys, from what checks them. */
public final class ConfigurationReference {

  private static final String HEAD =
      """
      # Configuration of the services

      Generated from the code; `docs/services.md` says how services are run.

      A service reads one file of properties, in UTF-8, named by `--config FILE`, and the environment,
      which wins: the key `in.flight` is the variable `TRACE2SKILL_IN_FLIGHT`. Variables that are
      empty count as not set. A service that is told something wrong says all that is wrong and
      ends with the exit code 2.

      Two kinds of keys pass through and are not listed here. `kafka.*` goes to Kafka Streams and
      its clients by Kafka's names, security above all: `kafka.security.protocol`,
      `kafka.sasl.jaas.config`, `kafka.ssl.truststore.location`, `kafka.consumer.fetch.max.wait.ms`.
      `schema.registry.*` goes to the client of a registry over HTTP by Confluent's names:
      `schema.registry.basic.auth.user.info`, `schema.registry.ssl.truststore.location`. Both can be
      set by the environment as well: `TRACE2SKILL_KAFKA_SASL_JAAS_CONFIG`.
      """;

  private ConfigurationReference() {}

  /** Returns the reference, in Markdown. */
  public static String markdown(List<Catalog> services) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Catalog service : services) {
      text.append("\n## ").append(service.service()).append('\n');
      service.sections().forEach(section -> append(section, text));
    }
    return text.toString();
  }

  private static void append(Section section, StringBuilder text) {
    text.append("\n### ").append(section.title()).append("\n\n");
    text.append("| Key | Default | Must be | Meaning |\n");
    text.append("| --- | --- | --- | --- |\n");
    section.keys().forEach(key -> append(key, text));
  }

  private static void append(ConfigKey<?> key, StringBuilder text) {
    text.append("| `").append(key.name()).append("`<br>`").append(key.environmentName());
    text.append("` | ").append(fallback(key)).append(" | ").append(cell(key.type().shape()));
    text.append(" | ").append(cell(key.description())).append(" |\n");
  }

  private static String fallback(ConfigKey<?> key) {
    return switch (key.presence()) {
      case REQUIRED -> "must be set";
      case SECRET -> "none; environment only";
      case OPTIONAL ->
          key.fallback().map(text -> text.isEmpty() ? "empty" : "`" + text + "`").orElse("none");
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
