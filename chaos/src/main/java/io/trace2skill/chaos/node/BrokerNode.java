// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.node;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.kafka.embedded.KafkaQuorum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One broker in a process of its own. SIGTERM stops it cleanly. */
public final class BrokerNode {

  private BrokerNode() {}

  /** Returns the arguments for {@link #main}. */
  public static List<String> arguments(Path dataDir, KafkaQuorum quorum, int node) {
    return List.of(
        dataDir.toString(),
        Integer.toString(node),
        quorum.clusterId(),
        joined(quorum.clientPorts()),
        joined(quorum.controllerPorts()));
  }

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws IOException {
    KafkaQuorum quorum = new KafkaQuorum(args[2], parsed(args[3]), parsed(args[4]));
    EmbeddedKafka broker =
        EmbeddedKafka.start(Path.of(args[0]), quorum, Integer.parseInt(args[1]), Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
  }

  private static String joined(List<Integer> ports) {
    return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Integer> parsed(String ports) {
    return Arrays.stream(ports.split(",")).map(Integer::valueOf).toList();
  }
}
