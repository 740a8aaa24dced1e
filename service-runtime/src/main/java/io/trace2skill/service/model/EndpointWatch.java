// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.model;

import io.trace2skill.llm.http.LlmListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what an operator should know of the endpoint. Thread-safe. */
final class EndpointWatch implements LlmListener {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointWatch.class);

  private volatile Optional<String> refusal = Optional.empty();

  @Override
  public void endpointDown(String reason) {
    LOG.warn("the model endpoint is down, so calls wait: {}", reason);
  }

  @Override
  public void endpointUp(Duration outage) {
    LOG.warn("the model endpoint answers again after {} s", outage.toSeconds());
  }

  /** The endpoint refuses what any other request would be refused for. */
  void refusesAll(String reason) {
    refusal = Optional.of(reason);
    LOG.error(
        "the model endpoint refuses everything, so calls wait until it takes them again: {}",
        reason);
  }

  /** The endpoint takes requests again. */
  void takesRequests() {
    refusal = Optional.empty();
    LOG.warn("the model endpoint takes requests again");
  }

  List<String> missing() {
    return refusal.map(reason -> "the model endpoint refuses everything: " + reason).stream()
        .toList();
  }
}
