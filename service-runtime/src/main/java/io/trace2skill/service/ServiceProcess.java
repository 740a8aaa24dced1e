// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.config.ConfigurationException;
import io.trace2skill.service.config.ConfigurationReader;
import io.trace2skill.service.config.ListenAddress;
import io.trace2skill.service.http.Measure;
import io.trace2skill.service.http.Metrics;
import io.trace2skill.service.http.OperationsServer;
import io.trace2skill.service.log.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a service's process, from its arguments to its exit code. */
public final class ServiceProcess {

  /** The service was told to stop and did. */
  public static final int STOPPED = 0;

  /** The service cannot go on. */
  public static final int FAILED = 1;

  /** The service was told what it cannot do. */
  public static final int BAD_CONFIGURATION = 2;

  private final ServiceDefinition service;
  private final Configuration configuration;
  private final StopSignal stop = new StopSignal();

  private ServiceProcess(ServiceDefinition service, Configuration configuration) {
    this.service = service;
    this.configuration = configuration;
  }

  /**
   * Runs a service until the process is told to end, by SIGTERM or SIGINT, or until it fails.
   *
   * @param arguments nothing, or {@code --config FILE}
   * @return the exit code of the process
   */
  public static int run(
      ServiceDefinition service, List<String> arguments, Map<String, String> environment) {
    try {
      Configuration configuration =
          ConfigurationReader.read(service.catalog(), file(arguments), environment);
      Logs.configure(configuration);
      return new ServiceProcess(service, configuration).run();
    } catch (ConfigurationException e) {
      String name = service.catalog().service();
      e.complaints().forEach(complaint -> System.err.println(name + ": " + complaint));
      return BAD_CONFIGURATION;
    }
  }

  private static Optional<Path> file(List<String> arguments) throws ConfigurationException {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    if (arguments.size() != 2 || !arguments.get(0).equals("--config")) {
      throw new ConfigurationException(
          List.of("the arguments are --config FILE, not " + String.join(" ", arguments)));
    }
    return Optional.of(Path.of(arguments.get(1)));
  }

  private int run() throws ConfigurationException {
    StateDirectory directory = StateDirectory.open(configuration.get(ServiceKeys.STATE_DIR));
    stop.listen();
    Logger log = LoggerFactory.getLogger(ServiceProcess.class);
    String name = service.catalog().service();
    try (SchemaRegistry registry = ServiceKeys.registry(configuration)) {
      supervise(directory, registry, log);
      log.info("{} has stopped", name);
      return STOPPED;
    } catch (ServiceFailedException e) {
      log.error("{} cannot go on: {}: {}", name, e.getMessage(), causeOf(e), e);
    } catch (IOException e) {
      log.error("{} cannot start: {}", name, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.error("{} was interrupted", name);
    } catch (RuntimeException e) {
      log.error("{} failed", name, e);
    }
    return FAILED;
  }

  private void supervise(StateDirectory directory, SchemaRegistry registry, Logger log)
      throws IOException, InterruptedException, ServiceFailedException {
    Health health = new Health();
    ClusterSetup setup = new ClusterSetup(configuration, registry, health);
    try (Metrics metrics = new Metrics()) {
      Supervisor supervisor =
          new Supervisor(setup, made -> open(made, directory, registry), health, metrics, stop);
      metrics.register(List.of(restarts(supervisor)));
      try (Endpoint endpoint = listen(health, metrics)) {
        directory.publish(endpoint.address());
        endpoint.address().ifPresent(at -> log.info("operators' endpoint at http://{}", at));
        supervisor.run();
      }
    }
  }

  private StreamsInstance open(
      ClusterSetup setup, StateDirectory directory, SchemaRegistry registry) {
    return service.open(
        new ServiceContext(
            configuration,
            setup.topics(),
            registry,
            directory.path(),
            KafkaSettings.streams(configuration, service.role()),
            KafkaSettings.clients(configuration)));
  }

  private Endpoint listen(Health health, Metrics metrics) throws IOException {
    Optional<ListenAddress> address = configuration.get(service.httpListen());
    return new Endpoint(
        address.isPresent()
            ? Optional.of(OperationsServer.start(address.get(), health::missing, metrics))
            : Optional.empty());
  }

  private static Measure restarts(Supervisor supervisor) {
    return Measure.counter(
        "trace2skill.streams.restarts",
        supervisor::restarts,
        "Times that the streams were started anew after a failure that may pass");
  }

  private static String causeOf(Exception failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure : cause.getMessage());
  }

  /** The operational endpoint, where there is one. */
  private record Endpoint(Optional<OperationsServer> server) implements AutoCloseable {

    Optional<ListenAddress> address() {
      return server.map(OperationsServer::address);
    }

    @Override
    public void close() {
      server.ifPresent(OperationsServer::close);
    }
  }
}
