// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.cluster;

import io.trace2skill.schemas.SchemaRegistryException;
import io.trace2skill.schemas.SchemaRegistryUnavailableException;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says in one line what is wrong with a cluster and what to do, instead of a stack trace. */
public final class ClusterFailures {

  private ClusterFailures() {}

  /** Returns the line, or empty when the failure is none of a cluster. */
  public static Optional<String> explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> line = lineOf(cause);
      if (line.isPresent()) {
        return line.map(text -> text.replaceAll("\\s*\\R\\s*", " "));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> lineOf(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof ClusterException) {
      return Optional.of(message);
    } else if (cause instanceof AuthenticationException) {
      return Optional.of(
          "the brokers refuse the credentials (%s); check the security settings of --command-config"
              .formatted(message));
    } else if (cause instanceof AuthorizationException) {
      return Optional.of(
          "the brokers do not allow that (%s); have the rights granted to this user"
              .formatted(message));
    } else if (cause instanceof UnknownTopicOrPartitionException) {
      return Optional.of(
          "a topic does not exist (%s); check --topic-prefix, or run 'trace2skill topics --create'"
              .formatted(message));
    } else if (cause instanceof UnsupportedVersionException) {
      return Optional.of("the brokers are too old for that (%s); upgrade them".formatted(message));
    } else if (cause instanceof ProducerFencedException) {
      return Optional.of("the same command runs elsewhere and went ahead; run it again later");
    } else if (cause instanceof ConfigException) {
      return Optional.of(
          "a client's setting is wrong (%s); check --bootstrap-servers and --command-config"
              .formatted(message));
    } else if (cause instanceof TimeoutException) {
      return Optional.of(
          "the brokers gave no answer in time (%s); check --bootstrap-servers and that the cluster"
                  .formatted(message)
              + " runs; 'trace2skill doctor' looks closer");
    } else if (cause instanceof SchemaRegistryUnavailableException) {
      return Optional.of(message + "; check --schema-registry and that the registry runs");
    } else if (cause instanceof SchemaRegistryException) {
      return Optional.of(message);
    }
    return Optional.empty();
  }
}
