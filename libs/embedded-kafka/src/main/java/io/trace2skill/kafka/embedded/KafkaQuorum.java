// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.kafka.embedded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * The brokers of one cluster on this machine, numbered from 1. Each is a controller as well, and
 * all of them know each other's ports from the start.
 *
 * @param clusterId the same for all, and for the cluster's whole life
 * @param clientPorts of the brokers in the order of their numbers, 1 to 65535; at least one
 * @param controllerPorts as many
 */
public record KafkaQuorum(
    String clusterId, List<Integer> clientPorts, List<Integer> controllerPorts) {

  public KafkaQuorum {
    clientPorts = List.copyOf(clientPorts);
    controllerPorts = List.copyOf(controllerPorts);
    if (clientPorts.isEmpty() || clientPorts.size() != controllerPorts.size()) {
      throw new IllegalArgumentException(
          "a cluster needs at least one broker, and two ports for each");
    }
  }

  /** Returns a new cluster of that many brokers on ports that were free a moment ago. */
  public static KafkaQuorum of(int brokers) {
    Set<Integer> ports = new LinkedHashSet<>();
    while (ports.size() < 2 * brokers) {
      ports.add(EmbeddedKafka.freePort());
    }
    List<Integer> all = new ArrayList<>(ports);
    return new KafkaQuorum(
        Uuid.randomUuid().toString(), all.subList(0, brokers), all.subList(brokers, all.size()));
  }

  /** Returns the value for {@code bootstrap.servers} of clients. */
  public String bootstrapServers() {
    return clientPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /** Returns how many brokers there are. */
  public int size() {
    return clientPorts.size();
  }

  /** Returns the value for {@code controller.quorum.voters}. */
  String voters() {
    return IntStream.range(0, size())
        .mapToObj(i -> (i + 1) + "@127.0.0.1:" + controllerPorts.get(i))
        .collect(Collectors.joining(","));
  }

  /** Copies of what coordinates groups and transactions, and of topics that ask for none. */
  int replicas() {
    return Math.min(3, size());
  }

  /** With three copies, one may be missing. */
  int leastInSync() {
    return Math.max(1, replicas() - 1);
  }
}
