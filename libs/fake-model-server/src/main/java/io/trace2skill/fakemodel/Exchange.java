// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.time.Instant;

/** One request between its arrival and its record. Used on the thread of its connection only. */
final class Exchange {

  private final CallLog log;
  private final long sequence;
  private final Instant arrived;
  private final int inFlight;
  private final PlannedReply reply;
  private final long promptBytes;
  private final Authorization authorization;
  private boolean finished;

  private Exchange(
      CallLog log,
      long sequence,
      Instant arrived,
      int inFlight,
      PlannedReply reply,
      long promptBytes,
      Authorization authorization) {
    this.log = log;
    this.sequence = sequence;
    this.arrived = arrived;
    this.inFlight = inFlight;
    this.reply = reply;
    this.promptBytes = promptBytes;
    this.authorization = authorization;
  }

  /** Takes a request in and plans its reply. */
  static Exchange begin(
      CallLog log, ReplyPlanner planner, byte[] body, Authorization authorization) {
    Instant arrived = Instant.now();
    long sequence = log.nextSequence();
    int inFlight = log.enter();
    PlannedReply reply = planner.plan(body, inFlight);
    return new Exchange(log, sequence, arrived, inFlight, reply, body.length, authorization);
  }

  Instant arrived() {
    return arrived;
  }

  PlannedReply reply() {
    return reply;
  }

  /** Writes the record, the first time that it is called; 0 for a reply that nobody got. */
  void finish(int status) {
    if (finished) {
      return;
    }
    finished = true;
    log.leave(
        new CallRecord(
            sequence,
            reply.purpose(),
            reply.model(),
            arrived,
            Instant.now(),
            status,
            reply.fault(),
            reply.attempt(),
            reply.digest(),
            inFlight,
            reply.latency(),
            promptBytes,
            reply.body().remaining(),
            authorization));
  }
}
