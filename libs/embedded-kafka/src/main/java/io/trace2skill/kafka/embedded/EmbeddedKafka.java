// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.kafka.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker and controller (KRaft, combined mode) in this process, bound to loopback. The
 * data stays in its directory: a later broker on the same directory goes on with the same topics
 * and offsets, also after this process was killed.
 */
public final class EmbeddedKafka implements AutoCloseable {

  /** Record batches up to this many bytes are accepted; trajectories may be megabytes. */
  public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers, int port) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.port = port;
  }

  /**
   * Starts a broker on a free port and returns when it takes requests.
   *
   * @param dataDir where the broker keeps its logs; created and formatted when it is new
   * @throws IOException when the directory cannot be created or formatted
   */
  public static EmbeddedKafka start(Path dataDir) throws IOException {
    return start(dataDir, freePort());
  }

  /**
   * Starts a broker on the given port and returns when it takes requests. A fixed port lets clients
   * find the broker again after a restart.
   *
   * @param dataDir where the broker keeps its logs; created and formatted when it is new
   * @param port the port of the clients' listener, 1 to 65535
   * @throws IOException when the directory cannot be created or formatted
   */
  public static EmbeddedKafka start(Path dataDir, int port) throws IOException {
    return start(dataDir, port, Map.of());
  }

  /**
   * Starts a broker on the given port, with settings of its own, and returns when it takes
   * requests.
   *
   * @param dataDir where the broker keeps its logs; created and formatted when it is new
   * @param port the port of the clients' listener, 1 to 65535
   * @param overrides broker settings by Kafka's names, which win over those of this class
   * @throws IOException when the directory cannot be created or formatted
   */
  public static EmbeddedKafka start(Path dataDir, int port, Map<String, String> overrides)
      throws IOException {
    KafkaQuorum alone =
        new KafkaQuorum(Uuid.randomUuid().toString(), List.of(port), List.of(anotherPort(port)));
    return start(dataDir, alone, 1, overrides);
  }

  /**
   * Starts one of a cluster's brokers and returns when it takes requests, which is when most of the
   * others run.
   *
   * @param dataDir where the broker keeps its logs; created and formatted when it is new
   * @param quorum the cluster
   * @param node number of the broker in its cluster, from 1
   * @param overrides broker settings by Kafka's names, which win over those of this class
   * @throws IOException when the directory cannot be created or formatted
   */
  public static EmbeddedKafka start(
      Path dataDir, KafkaQuorum quorum, int node, Map<String, String> overrides)
      throws IOException {
    Files.createDirectories(dataDir);
    format(dataDir, quorum.clusterId(), node);
    Map<String, String> settings = settings(dataDir, quorum, node);
    settings.putAll(overrides);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, quorum.bootstrapServers(), quorum.clientPorts().get(node - 1));
  }

  /** Returns the value for {@code bootstrap.servers} of clients in this or another process. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  int port() {
    return port;
  }

  /** Stops the broker cleanly and waits until it has stopped. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /**
   * Returns a port that was free a moment ago. The server does not tell which port it bound, so one
   * has to be chosen before it starts.
   *
   * @throws UncheckedIOException when no port can be bound
   */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  /** The system may give a port again that was free a moment ago. */
  private static int anotherPort(int taken) {
    int port = freePort();
    while (port == taken) {
      port = freePort();
    }
    return port;
  }

  private static void format(Path dataDir, String clusterId, int node) throws IOException {
    if (Files.exists(dataDir.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream discard =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(node)
          .setClusterId(clusterId)
          .setDirectories(List.of(dataDir.toString()))
          .setMetadataLogDirectory(dataDir.toString())
          .setControllerListenerName("CONTROLLER")
          .setIgnoreFormatted(true)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setPrintStream(discard)
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot format the broker's directory " + dataDir, e);
    }
  }

  private static Map<String, String> settings(Path dataDir, KafkaQuorum quorum, int node) {
    String listener = "127.0.0.1:" + quorum.clientPorts().get(node - 1);
    int controllerPort = quorum.controllerPorts().get(node - 1);
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(node));
    settings.put("controller.quorum.voters", quorum.voters());
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    settings.put(
        "listeners", "PLAINTEXT://" + listener + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://" + listener);
    settings.put("log.dirs", dataDir.toString());
    settings.put("auto.create.topics.enable", "false");
    // Records carry the trajectories' own times, and somebody's clock is always ahead.
    settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    settings.putAll(copies(quorum));
    settings.putAll(smallFootprint());
    return settings;
  }

  private static Map<String, String> copies(KafkaQuorum quorum) {
    String replicas = Integer.toString(quorum.replicas());
    String inSync = Integer.toString(quorum.leastInSync());
    return Map.of(
        "default.replication.factor", replicas,
        "min.insync.replicas", inSync,
        "offsets.topic.replication.factor", replicas,
        "transaction.state.log.replication.factor", replicas,
        "transaction.state.log.min.isr", inSync,
        "share.coordinator.state.topic.replication.factor", replicas,
        "share.coordinator.state.topic.min.isr", inSync,
        "group.initial.rebalance.delay.ms", "0");
  }

  /** Small segments keep the recovery after a kill short; few threads and partitions suffice. */
  private static Map<String, String> smallFootprint() {
    Map<String, String> settings = new HashMap<>();
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
    return settings;
  }
}
