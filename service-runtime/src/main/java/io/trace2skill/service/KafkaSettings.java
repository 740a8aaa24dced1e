// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.config.Passed;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Turns a configuration into Kafka's. */
final class KafkaSettings {

  /** Short, so that an operator soon reads that the brokers do not answer. */
  private static final Map<String, Object> IMPATIENT =
      Map.of(
          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);

  private KafkaSettings() {}

  /** Returns the settings of Kafka Streams and its clients. */
  static Map<String, Object> streams(Configuration configuration, String role) {
    Map<String, Object> settings = new HashMap<>(configuration.passed(Passed.KAFKA));
    settings.put(
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.get(ServiceKeys.BOOTSTRAP_SERVERS));
    settings.put(
        StreamsConfig.APPLICATION_ID_CONFIG,
        applicationId(configuration.get(ServiceKeys.TOPIC_PREFIX), role));
    settings.put(
        StreamsConfig.STATE_DIR_CONFIG, configuration.get(ServiceKeys.STATE_DIR).toString());
    settings.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, configuration.get(ServiceKeys.STREAM_THREADS));
    configuration
        .find(ServiceKeys.INSTANCE_ID)
        .ifPresent(
            id ->
                settings.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    return settings;
  }

  /** Returns the settings of a client that looks after topics. */
  static Map<String, Object> admin(Configuration configuration) {
    Map<String, Object> settings = new HashMap<>(IMPATIENT);
    settings.putAll(clients(configuration));
    return settings;
  }

  /** Returns the settings that any other client begins with: the address and how to get there. */
  static Map<String, Object> clients(Configuration configuration) {
    Map<String, Object> settings = new HashMap<>();
    Map<String, String> given = configuration.passed(Passed.KAFKA);
    AdminClientConfig.configNames()
        .forEach(
            name -> {
              String own = given.get(StreamsConfig.ADMIN_CLIENT_PREFIX + name);
              String value = own == null ? given.get(name) : own;
              if (value != null) {
                settings.put(name, value);
              }
            });
    settings.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        configuration.get(ServiceKeys.BOOTSTRAP_SERVERS));
    return settings;
  }

  /** Returns the consumer group: {@code trace2skill-merge} with the default prefix. */
  static String applicationId(String prefix, String role) {
    String name = prefix.replaceAll("[._-]+$", "");
    return name.isEmpty() ? role : name + "-" + role;
  }
}
