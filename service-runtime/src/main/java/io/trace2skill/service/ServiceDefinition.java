// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import io.trace2skill.service.config.Catalog;
import io.trace2skill.service.config.ConfigKey;
import io.trace2skill.service.config.ListenAddress;
import java.util.Optional;

/** What makes one service differ from another. */
public interface ServiceDefinition {

  /** Returns the short name that the consumer group ends with, such as {@code merge}. */
  String role();

  /** Returns all that the service may be told. */
  Catalog catalog();

  /** Returns the key of the operational endpoint, with the service's own port as default. */
  ConfigKey<Optional<ListenAddress>> httpListen();

  /**
   * Makes an instance, not started yet. Called again when an instance failed for a reason that may
   * pass.
   *
   * @throws RuntimeException when it cannot be made; the service then fails
   */
  StreamsInstance open(ServiceContext context);
}
