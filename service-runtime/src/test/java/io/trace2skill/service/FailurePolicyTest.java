// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.schemas.SchemaRegistryException;
import io.trace2skill.schemas.SchemaRegistryUnavailableException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

final class FailurePolicyTest {

  @Test
  void whatComesFromBrokersThatAreAwayPasses() {
    assertThat(FailurePolicy.mayPass(wrapped(new TimeoutException("no answer")))).isTrue();
    assertThat(FailurePolicy.mayPass(wrapped(new ProducerFencedException("old")))).isTrue();
    assertThat(FailurePolicy.mayPass(wrapped(new InvalidPidMappingException("gone")))).isTrue();
    assertThat(
            FailurePolicy.mayPass(
                wrapped(
                    new SchemaRegistryUnavailableException(
                        "away", new java.io.IOException("refused")))))
        .isTrue();
  }

  @Test
  void whatNeedsADecisionDoesNot() {
    assertThat(FailurePolicy.mayPass(wrapped(new TopicAuthorizationException("no")))).isFalse();
    assertThat(FailurePolicy.mayPass(new MissingSourceTopicException("deleted"))).isFalse();
    assertThat(FailurePolicy.mayPass(wrapped(new RecordTooLargeException()))).isFalse();
    assertThat(FailurePolicy.mayPass(wrapped(new SchemaRegistryException("no")))).isFalse();
    assertThat(FailurePolicy.mayPass(new IllegalStateException("a bug"))).isFalse();
  }

  @Test
  void anErrorOfTheJvmDoesNotPassWhateverItCameWith() {
    assertThat(
            FailurePolicy.mayPass(new TimeoutException("no answer", new OutOfMemoryError("heap"))))
        .isFalse();
  }

  @Test
  void whatComesUpLaterPassesAtTheStartOnly() {
    ConfigException unresolved =
        new ConfigException("No resolvable bootstrap urls given in bootstrap.servers");
    assertThat(FailurePolicy.mayPassAtStart(wrapped(unresolved))).isTrue();
    assertThat(FailurePolicy.mayPass(wrapped(unresolved))).isFalse();
    assertThat(FailurePolicy.mayPassAtStart(new ConfigException("a wrong value"))).isFalse();
    InvalidReplicationFactorException fewBrokers =
        new InvalidReplicationFactorException("3 times: only 1 broker");
    assertThat(FailurePolicy.mayPassAtStart(fewBrokers)).isTrue();
    assertThat(FailurePolicy.mayPass(fewBrokers)).isFalse();
  }

  private static StreamsException wrapped(Throwable cause) {
    return new StreamsException("in a task", new StreamsException("in a client", cause));
  }
}
