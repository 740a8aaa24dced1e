// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SchemaRegistryException;
import io.trace2skill.schemas.SchemaRegistryUnavailableException;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.TopicMismatchException;
import io.trace2skill.schemas.Topics;
import io.trace2skill.service.config.Configuration;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until brokers and registry can be reached and the topics are as they should be. */
final class ClusterSetup {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterSetup.class);

  private final Configuration configuration;
  private final Topics topics;
  private final SchemaRegistry registry;
  private final Health health;

  ClusterSetup(Configuration configuration, SchemaRegistry registry, Health health) {
    this.configuration = configuration;
    this.topics = new Topics(configuration.get(ServiceKeys.TOPIC_PREFIX));
    this.registry = registry;
    this.health = health;
  }

  Topics topics() {
    return topics;
  }

  /** Begins to look whether what was there stays there. */
  ClusterWatch watch() {
    return new ClusterWatch(KafkaSettings.admin(configuration), topics, registry);
  }

  /**
   * Returns true when all is there, and false when the service is to stop before.
   *
   * @throws ServiceFailedException when waiting does not help
   */
  boolean await(StopSignal stop) throws InterruptedException, ServiceFailedException {
    Backoff backoff = new Backoff();
    while (!stop.isRequested()) {
      try {
        ensureTopics(stop);
        registerSchema();
        return true;
      } catch (SchemaRegistryUnavailableException e) {
        say("the schema registry does not answer yet", e, backoff.next(), stop);
      } catch (SchemaRegistryException e) {
        throw new ServiceFailedException("the schema registry cannot be used", e);
      } catch (ExecutionException | KafkaException e) {
        if (stop.isRequested()) {
          return false;
        }
        Throwable cause =
            e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        if (!FailurePolicy.mayPassAtStart(cause)) {
          throw new ServiceFailedException("the topics cannot be created or checked", cause);
        }
        String servers = configuration.get(ServiceKeys.BOOTSTRAP_SERVERS);
        say("the brokers at " + servers + " do not answer yet", cause, backoff.next(), stop);
      } catch (TopicMismatchException e) {
        throw new ServiceFailedException("topic.partitions does not fit: " + e.getMessage(), e);
      }
    }
    return false;
  }

  /** The schema of what both services write or read proves that the registry can be used. */
  private void registerSchema() {
    Schema schema = AnalysisEvent.getClassSchema();
    registry.register(registry.naming().subject(topics.patches(), schema), schema);
  }

  /** A stop closes the client, so that a call that waits for brokers ends at once. */
  private void ensureTopics(StopSignal stop) throws ExecutionException, InterruptedException {
    Admin admin = Admin.create(KafkaSettings.admin(configuration));
    try {
      stop.interruptBy(() -> admin.close(Duration.ZERO));
      new TopicAdmin(admin).ensure(topics.specs(configuration.get(ServiceKeys.TOPIC_PARTITIONS)));
    } finally {
      stop.interruptNothing();
      admin.close(Duration.ZERO);
    }
  }

  private void say(String what, Throwable cause, Duration wait, StopSignal stop)
      throws InterruptedException {
    String reason = what + ": " + cause.getMessage();
    health.waitsFor(reason);
    LOG.warn("{}; trying again in {} s", reason, wait.toSeconds());
    LOG.debug("{}", what, cause);
    stop.await(wait);
  }
}
