// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.cluster;

import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options, the same in every operator's command, that say which cluster is meant. */
public final class ClusterOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:TRACE2SKILL_BOOTSTRAP_SERVERS:-localhost:9092}",
      description =
          "Brokers of the cluster; from TRACE2SKILL_BOOTSTRAP_SERVERS, else ${DEFAULT-VALUE}.")
  private String bootstrapServers = "localhost:9092";

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      defaultValue = "${env:TRACE2SKILL_SCHEMA_REGISTRY_URL:-http://localhost:8081}",
      description =
          "The schema registry; from TRACE2SKILL_SCHEMA_REGISTRY_URL, else ${DEFAULT-VALUE}.")
  private URI schemaRegistry = URI.create("http://localhost:8081");

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = "${env:TRACE2SKILL_TOPIC_PREFIX:-" + Topics.DEFAULT_PREFIX + "}",
      description = "What all topics begin with; from TRACE2SKILL_TOPIC_PREFIX.")
  private String topicPrefix = Topics.DEFAULT_PREFIX;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Further settings of Kafka clients (security above all), as Kafka's own tools.")
  private @Nullable Path commandConfig;

  /** Returns the names of the topics. */
  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /** Opens the schema registry. */
  public SchemaRegistry registry() {
    return SchemaRegistry.open(schemaRegistry);
  }

  /**
   * Returns the settings that every Kafka client of the command begins with; a new map.
   *
   * @throws IOException when the file of settings cannot be read
   */
  public Map<String, Object> clientSettings() throws IOException {
    Map<String, Object> settings = new HashMap<>();
    if (commandConfig != null) {
      Properties file = new Properties();
      try (Reader reader = Files.newBufferedReader(commandConfig)) {
        file.load(reader);
      }
      file.forEach((key, value) -> settings.put((String) key, value));
    }
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return settings;
  }
}
