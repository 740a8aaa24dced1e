// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings that pass through to Kafka. Names that Kafka does not know pass too, because
 * plug-ins read settings of their own; those that are a slip away from a known one do not.
 */
final class KafkaKeys {

  private static final int MOST_SLIPS = 2;

  /** What has a key of its own, and what the service's correctness hangs on. */
  private static final Map<String, String> REFUSED = refused();

  private static final List<String> CLIENT_PREFIXES =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX,
          StreamsConfig.TOPIC_PREFIX);

  private static final List<ConfigDef> DEFINITIONS =
      List.of(
          StreamsConfig.configDef(),
          ConsumerConfig.configDef(),
          ProducerConfig.configDef(),
          AdminClientConfig.configDef());

  private final Set<String> known = known();

  /**
   * Returns what is wrong.
   *
   * @param settings by Kafka's names
   */
  List<String> complaints(Map<String, String> settings) {
    List<String> complaints = new ArrayList<>();
    new TreeMap<>(settings)
        .forEach((name, text) -> complaint(name, text).ifPresent(complaints::add));
    return complaints;
  }

  private Optional<String> complaint(String name, String text) {
    String bare = withoutClient(name);
    String refusal = REFUSED.get(bare);
    if (refusal != null) {
      return Optional.of(Passed.KAFKA + name + " cannot be set: " + refusal);
    }
    return known.contains(bare) ? wrongValue(name, bare, text) : misspelt(name, bare);
  }

  private static Optional<String> wrongValue(String name, String bare, String text) {
    for (ConfigDef definition : DEFINITIONS) {
      ConfigDef.ConfigKey key = definition.configKeys().get(bare);
      if (key == null) {
        continue;
      }
      try {
        Object value = ConfigDef.parseType(bare, text, key.type);
        if (key.validator != null) {
          key.validator.ensureValid(bare, value);
        }
      } catch (ConfigException e) {
        return Optional.of(Passed.KAFKA + name + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  private Optional<String> misspelt(String name, String bare) {
    String client = name.substring(0, name.length() - bare.length());
    return NearestName.of(bare, known)
        .filter(near -> NearestName.distance(bare, near) <= MOST_SLIPS)
        .map(near -> Passed.KAFKA + client + near)
        .map(near -> "unknown key %s%s; did you mean %s?".formatted(Passed.KAFKA, name, near));
  }

  private static String withoutClient(String name) {
    return CLIENT_PREFIXES.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }

  private static Set<String> known() {
    Set<String> names = new TreeSet<>();
    DEFINITIONS.forEach(definition -> names.addAll(definition.names()));
    return names;
  }

  private static Map<String, String> refused() {
    Map<String, String> refused = new LinkedHashMap<>();
    refused.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "use bootstrap.servers");
    refused.put(StreamsConfig.STATE_DIR_CONFIG, "use state.dir");
    refused.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "use stream.threads");
    refused.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "use instance.id");
    refused.put(
        StreamsConfig.APPLICATION_ID_CONFIG,
        "it follows from the service and topic.prefix, so that committed work is found again");
    refused.put(ConsumerConfig.GROUP_ID_CONFIG, "the group follows from the service");
    refused.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        "the books balance only with exactly_once_v2, which is set");
    refused.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "exactly once needs read_committed, which is set");
    refused.put(
        StreamsConfig.GROUP_PROTOCOL_CONFIG, "the asynchronous stage needs the classic protocol");
    return refused;
  }
}
