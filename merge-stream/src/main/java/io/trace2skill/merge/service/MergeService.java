// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.service;

import io.trace2skill.service.ServiceContext;
import io.trace2skill.service.ServiceDefinition;
import io.trace2skill.service.ServiceProcess;
import io.trace2skill.service.StreamsInstance;
import io.trace2skill.service.config.Catalog;
import io.trace2skill.service.config.ConfigKey;
import io.trace2skill.service.config.ListenAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The merge stream as a process: makes patches into versions of skills. */
public final class MergeService implements ServiceDefinition {

  /**
   * Runs the service and ends the process: with 0 when it was told to stop, 1 when it failed and 2
   * when the configuration is wrong.
   *
   * @param arguments {@code --config FILE}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv()));
  }

  /** Runs the service in this process and returns its exit code. */
  public static int run(List<String> arguments, Map<String, String> environment) {
    return ServiceProcess.run(new MergeService(), arguments, environment);
  }

  @Override
  public String role() {
    return "merge";
  }

  @Override
  public Catalog catalog() {
    return MergeKeys.catalog();
  }

  @Override
  public ConfigKey<Optional<ListenAddress>> httpListen() {
    return MergeKeys.HTTP_LISTEN;
  }

  @Override
  public StreamsInstance open(ServiceContext context) {
    return MergeInstance.open(context);
  }
}
