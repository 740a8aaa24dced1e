// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * Decides what becomes of a service whose streams gave up. What comes from brokers that are away,
 * restart or elect leaders passes with them: it reaches the service as an error that Kafka itself
 * calls retriable, or as a producer that the brokers have forgotten. A new instance then goes on
 * from what was committed. Everything else would come again after a restart, or needs a decision:
 * missing rights, deleted topics, records that cannot be read, state on a broken disk, bugs.
 */
final class FailurePolicy {

  private static final int MOST_CAUSES = 20;

  private FailurePolicy() {}

  /** Returns whether a new instance may do better. */
  static boolean mayPass(Throwable failure) {
    return causes(failure).noneMatch(Error.class::isInstance)
        && causes(failure).anyMatch(FailurePolicy::passes);
  }

  /** Returns whether brokers that were not reached yet may be later: names may resolve then. */
  static boolean mayPassAtStart(Throwable failure) {
    return mayPass(failure)
        || causes(failure)
            .anyMatch(
                cause ->
                    cause instanceof ConfigException
                        && String.valueOf(cause.getMessage()).contains("No resolvable"));
  }

  private static boolean passes(Throwable cause) {
    return cause instanceof RetriableException
        || cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException
        || cause instanceof InvalidPidMappingException
        || cause instanceof UnknownProducerIdException
        || cause instanceof TransactionAbortedException
        || cause instanceof TaskMigratedException
        || cause instanceof TaskCorruptedException
        || cause instanceof LockException;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MOST_CAUSES);
  }
}
