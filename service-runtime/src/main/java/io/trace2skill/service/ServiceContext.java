// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import io.trace2skill.service.config.Configuration;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an instance is made with.
 *
 * @param configuration what the service was told
 * @param topics names of the topics, which exist
 * @param registry the schema registry; not to be closed
 * @param stateDirectory exists and can be written
 * @param kafka settings of Kafka Streams and its clients, complete
 * @param clients settings that any other Kafka client begins with
 */
public record ServiceContext(
    Configuration configuration,
    Topics topics,
    SchemaRegistry registry,
    Path stateDirectory,
    Map<String, Object> kafka,
    Map<String, Object> clients) {
  public ServiceContext {
    kafka = Map.copyOf(kafka);
    clients = Map.copyOf(clients);
  }
}
