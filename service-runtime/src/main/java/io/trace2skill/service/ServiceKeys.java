// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import static io.trace2skill.service.config.ConfigKey.optional;
import static io.trace2skill.service.config.ConfigKey.required;
import static io.trace2skill.service.config.ConfigKey.withDefault;

import io.trace2skill.schemas.Topics;
import io.trace2skill.service.config.ConfigKey;
import io.trace2skill.service.config.ListenAddress;
import io.trace2skill.service.config.Section;
import io.trace2skill.service.config.ValueTypes;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys that every service has. */
public final class ServiceKeys {

  static final ConfigKey<String> BOOTSTRAP_SERVERS =
      withDefault(
          "bootstrap.servers",
          ValueTypes.text(
              "HOST:PORT, or several parted by commas",
              Pattern.compile("[^\\s,:]\\S*:\\d{1,5}(\\s*,\\s*[^\\s,:]\\S*:\\d{1,5})*")),
          "localhost:9092",
          "Brokers to find the cluster by.");

  static final ConfigKey<URI> SCHEMA_REGISTRY_URL =
      withDefault(
          "schema.registry.url",
          ValueTypes.url(),
          "http://localhost:8081",
          "The schema registry. `file:///PATH` keeps the schemas in a file, which processes on one"
              + " machine may share.");

  static final ConfigKey<String> TOPIC_PREFIX =
      withDefault(
          "topic.prefix",
          ValueTypes.text(
              "letters, digits, dots, underscores and hyphens, at most 100",
              Pattern.compile("[A-Za-z0-9._-]{0,100}")),
          Topics.DEFAULT_PREFIX,
          "What the names of all topics begin with. The consumer group follows from it, so that"
              + " deployments with different prefixes can share a cluster.");

  static final ConfigKey<Integer> TOPIC_PARTITIONS =
      withDefault(
          "topic.partitions",
          ValueTypes.integer(1, 10_000),
          "6",
          "Partitions of the topics: the most stream threads that can share the work. Topics that"
              + " are missing are created so; existing ones must have this number.");

  static final ConfigKey<String> INSTANCE_ID =
      optional(
          "instance.id",
          ValueTypes.text(
              "letters, digits, dots, underscores and hyphens, at most 200",
              Pattern.compile("[A-Za-z0-9._-]{1,200}")),
          "Makes the process a static member of its consumer group: after a restart within"
              + " `kafka.session.timeout.ms` it goes on with its own tasks and nobody else moves."
              + " Choose a name per process that stays the same over restarts. Without it, a process"
              + " that stops leaves the group, and the others take its tasks over at once.");

  static final ConfigKey<Path> STATE_DIR =
      required(
          "state.dir",
          ValueTypes.path(),
          "Directory for the state, one per process, on a disk that outlives restarts. What is lost"
              + " is read again from the brokers, which takes time.");

  static final ConfigKey<Integer> STREAM_THREADS =
      withDefault(
          "stream.threads",
          ValueTypes.integer(1, 256),
          "1",
          "Stream threads of this process. Calls of a model need none; one is enough for most.");

  private ServiceKeys() {}

  /** Returns the key of the operational endpoint. */
  public static ConfigKey<Optional<ListenAddress>> httpListen(int defaultPort) {
    return withDefault(
        "http.listen",
        ValueTypes.orNone(ValueTypes.listenAddress()),
        "127.0.0.1:" + defaultPort,
        "Where `/live`, `/ready` and `/metrics` are served. The address that was bound is written"
            + " as `http.address` to `service.properties` in the state directory. Whoever reaches"
            + " it can read it; beyond loopback, put it into a network of your own.");
  }

  /** Returns the keys of cluster and process. */
  public static List<Section> sections(ConfigKey<?> httpListen) {
    return List.of(
        new Section(
            "Cluster",
            List.of(BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, TOPIC_PREFIX, TOPIC_PARTITIONS)),
        new Section("Process", List.of(INSTANCE_ID, STATE_DIR, STREAM_THREADS, httpListen)));
  }
}
