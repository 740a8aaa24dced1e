// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.cluster;

import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.io.IOException;
import java.io.Reader;
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

  private static final String REGISTRY = "schema.registry.";
  private static final String USER_INFO = "TRACE2SKILL_SCHEMA_REGISTRY_USER_INFO";
  private static final String BEARER_TOKEN = "TRACE2SKILL_SCHEMA_REGISTRY_BEARER_TOKEN";

  private final Map<String, String> environment;

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
          "The schema registry, or several addresses of one with commas between; from"
              + " TRACE2SKILL_SCHEMA_REGISTRY_URL, else ${DEFAULT-VALUE}.")
  private String schemaRegistry = "http://localhost:8081";

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = "${env:TRACE2SKILL_TOPIC_PREFIX:-" + Topics.DEFAULT_PREFIX + "}",
      description = "What all topics begin with; from TRACE2SKILL_TOPIC_PREFIX.")
  private String topicPrefix = Topics.DEFAULT_PREFIX;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description =
          "Further settings of Kafka clients (security above all), as for Kafka's own tools; names"
              + " that begin with schema.registry. go to the registry's client. Credentials of the"
              + " registry may also be in "
              + USER_INFO
              + " (user:password) or "
              + BEARER_TOKEN
              + ".")
  private @Nullable Path commandConfig;

  /** Makes options that look for secrets in the environment of this process. */
  public ClusterOptions() {
    this(System.getenv());
  }

  /**
   * @param environment where secrets may be, because a command line is for everyone to see
   */
  ClusterOptions(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Returns the names of the topics. */
  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /**
   * Opens the cluster; nothing is asked yet.
   *
   * @throws ClusterException when the file of settings cannot be read or a setting is wrong
   */
  public Cluster open() {
    try {
      return new Cluster(topics(), registry(), clientSettings());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Opens the schema registry.
   *
   * @throws ClusterException when the file of settings cannot be read
   */
  public SchemaRegistry registry() {
    return SchemaRegistry.open(schemaRegistry, registrySettings());
  }

  private Map<String, String> registrySettings() {
    Map<String, String> settings = new HashMap<>();
    addSecret(settings, USER_INFO, "basic.auth.user.info");
    addSecret(settings, BEARER_TOKEN, "bearer.auth.token");
    try {
      Properties file = file();
      file.stringPropertyNames().stream()
          .filter(name -> name.startsWith(REGISTRY))
          .forEach(name -> settings.put(name.substring(REGISTRY.length()), file.getProperty(name)));
    } catch (IOException e) {
      throw unreadable(e);
    }
    settings.remove("url"); // has an option of its own
    return settings;
  }

  private void addSecret(Map<String, String> settings, String variable, String name) {
    String secret = environment.getOrDefault(variable, "");
    if (!secret.isBlank()) {
      settings.put(name, secret);
    }
  }

  /**
   * Returns the settings that every Kafka client of the command begins with; a new map.
   *
   * @throws IOException when the file of settings cannot be read
   */
  public Map<String, Object> clientSettings() throws IOException {
    Map<String, Object> settings = new HashMap<>();
    Properties file = file();
    file.stringPropertyNames().stream()
        .filter(name -> !name.startsWith(REGISTRY))
        .forEach(name -> settings.put(name, file.getProperty(name)));
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return settings;
  }

  private Properties file() throws IOException {
    Properties file = new Properties();
    if (commandConfig != null) {
      try (Reader reader = Files.newBufferedReader(commandConfig)) {
        file.load(reader);
      } catch (IllegalArgumentException e) {
        throw new IOException("it is no file of properties: " + e.getMessage(), e);
      }
    }
    return file;
  }

  private ClusterException unreadable(IOException e) {
    return new ClusterException(
        "--command-config %s cannot be read: %s".formatted(commandConfig, e));
  }
}
