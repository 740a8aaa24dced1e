// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SchemaRegistryException;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.TopicMismatchException;
import io.trace2skill.schemas.Topics;
import io.trace2skill.service.config.Configuration;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
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

  /**
   * Returns true when all is there, and false when the service is to stop before.
   *
   * @throws ServiceFailedException when waiting does not help
   */
  boolean await(StopSignal stop) throws InterruptedException, ServiceFailedException {
    Backoff backoff = new Backoff();
    while (!stop.isRequested()) {
      try {
        ensureTopics();
        registry.register(topics.patches() + "-value", AnalysisEvent.getClassSchema());
        return true;
      } catch (SchemaRegistryException e) {
        say("the schema registry cannot be used", e, backoff.next(), stop);
      } catch (ExecutionException | KafkaException e) {
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

  private void ensureTopics() throws ExecutionException, InterruptedException {
    Admin admin = Admin.create(KafkaSettings.admin(configuration));
    try {
      new TopicAdmin(admin).ensure(topics.specs(configuration.get(ServiceKeys.TOPIC_PARTITIONS)));
    } finally {
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
