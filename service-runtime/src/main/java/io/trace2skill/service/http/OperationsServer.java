// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.http;

import io.trace2skill.service.config.ListenAddress;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves what an operator's tools ask a process. */
public final class OperationsServer implements AutoCloseable {

  private static final int MOST_THREADS = 8;
  private static final int LEAST_THREADS = 1;
  private static final long IDLE_MS = 30_000;

  private final Server server;
  private final ServerConnector connector;

  private OperationsServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to serve.
   *
   * @param missing returns what keeps the process from its work; nothing when it is ready
   * @throws IOException when the address cannot be bound
   */
  public static OperationsServer start(
      ListenAddress address, Supplier<List<String>> missing, Metrics metrics) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(IDLE_MS);
    server.addConnector(connector);
    server.setHandler(new OperationsHandler(missing, metrics));
    OperationsServer started = new OperationsServer(server, connector);
    try {
      server.start();
      return started;
    } catch (Exception e) {
      started.close();
      throw new IOException("cannot listen at " + address + ": " + reason(e), e);
    }
  }

  /** Returns where it listens. */
  public ListenAddress address() {
    return new ListenAddress(connector.getHost(), connector.getLocalPort());
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not stop", e);
    }
  }
}
