// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings that pass through to Kafka. Names that Kafka does not know pass too, because
 * plug-ins read settings of their own; those that are a slip away from a known one do not.
 */
final class KafkaKeys {

  static final String PREFIX = "kafka.";
  static final String ENVIRONMENT_PREFIX = ConfigKey.ENVIRONMENT_PREFIX + "KAFKA_";

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

  private final Set<String> known = known();

  /** Returns the setting that a variable stands for. */
  static String fromEnvironment(String variable) {
    return variable
        .substring(ENVIRONMENT_PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace('_', '.');
  }

  List<String> complaints(Map<String, String> settings) {
    List<String> complaints = new ArrayList<>();
    settings
        .keySet()
        .forEach(
            name -> {
              String bare = withoutClient(name);
              String why = REFUSED.get(bare);
              if (why != null) {
                complaints.add(PREFIX + name + " cannot be set: " + why);
              } else if (!known.contains(bare)) {
                suspect(name, bare, complaints);
              }
            });
    return complaints;
  }

  private void suspect(String name, String bare, List<String> complaints) {
    NearestName.of(bare, known)
        .filter(near -> NearestName.distance(bare, near) <= 2)
        .ifPresent(
            near ->
                complaints.add(
                    "unknown key "
                        + PREFIX
                        + name
                        + "; did you mean "
                        + PREFIX
                        + name.substring(0, name.length() - bare.length())
                        + near
                        + "?"));
  }

  private static String withoutClient(String name) {
    return CLIENT_PREFIXES.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }

  private static Set<String> known() {
    Set<String> names = new TreeSet<>(StreamsConfig.configDef().names());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(ProducerConfig.configNames());
    names.addAll(AdminClientConfig.configNames());
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
