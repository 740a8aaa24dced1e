// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.fakemodel.CallLog;
import io.trace2skill.fakemodel.CallRecord;
import io.trace2skill.fakemodel.FakeModelServer;
import io.trace2skill.fakemodel.FakeModelSettings;
import io.trace2skill.fakemodel.Fault;
import io.trace2skill.fakemodel.FaultKind;
import io.trace2skill.fakemodel.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The endpoint that all instances ask; it lives in the campaign's process. Thread-safe. */
final class Model implements AutoCloseable {

  private static final double RATE_LIMITED = 0.01;
  private static final double SERVER_ERRORS = 0.01;

  private final FakeModelSettings settings;
  private final List<CallLog> logs = new ArrayList<>();
  private FakeModelServer server;

  Model(CampaignSettings campaign) {
    FakeModelSettings any =
        FakeModelSettings.plain()
            .withSeed(campaign.seed())
            .withLatency(Latency.parse(campaign.latency()))
            .withFaults(
                Fault.of(FaultKind.RATE_LIMITED, RATE_LIMITED),
                Fault.of(FaultKind.SERVER_ERROR, SERVER_ERRORS));
    this.server = FakeModelServer.start(any, new NewLessons());
    logs.add(server.log());
    this.settings = any.withPort(server.baseUrl().getPort());
  }

  synchronized String baseUrl() {
    return server.baseUrl().toString();
  }

  synchronized int inFlight() {
    return server.log().inFlight();
  }

  /** Resets all connections until {@link #goUp}. */
  synchronized void goDown() {
    server.goDown();
  }

  synchronized void goUp() {
    server.goUp();
  }

  /** Stops listening. */
  synchronized void stop() {
    server.close();
  }

  /** Listens again, on the same port. */
  synchronized void start() {
    server = FakeModelServer.start(settings, new NewLessons());
    logs.add(server.log());
  }

  /** Returns how many calls were answered and would have to be paid. */
  synchronized long billed() {
    return logs.stream()
        .flatMap(log -> log.records().stream())
        .filter(CallRecord::isBilled)
        .count();
  }

  /** Returns how many of those had been paid before: the same request once more. */
  synchronized long billedAgain() {
    Map<String, Long> times =
        logs.stream()
            .flatMap(log -> log.records().stream())
            .filter(CallRecord::isBilled)
            .collect(Collectors.groupingBy(CallRecord::digest, Collectors.counting()));
    return times.values().stream().mapToLong(count -> count - 1).sum();
  }

  @Override
  public synchronized void close() {
    server.close();
  }
}
