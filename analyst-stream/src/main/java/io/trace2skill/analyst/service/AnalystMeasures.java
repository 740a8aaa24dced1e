// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.service;

import static io.trace2skill.service.http.Measure.counter;
import static io.trace2skill.service.http.Measure.gauge;

import io.trace2skill.analyst.topology.AnalystStreams;
import io.trace2skill.service.http.Measure;
import java.util.List;

/** The analyst stream's numbers: accepted = patched + no lesson + failed + pending. */
final class AnalystMeasures {

  private static final double MILLIS = 1_000;

  private AnalystMeasures() {}

  static List<Measure> of(AnalystStreams streams) {
    return List.of(
        counter(
            "trace2skill.analyst.accepted",
            () -> streams.counts().accepted(),
            "Trajectories whose analysis was started"),
        counter(
            "trace2skill.analyst.duplicates",
            () -> streams.counts().duplicates(),
            "Trajectories that were accepted before and are ignored"),
        counter(
            "trace2skill.analyst.undecodable",
            () -> streams.counts().undecodable(),
            "Records that went to the dead letters because they cannot be read"),
        counter(
            "trace2skill.analyst.patched",
            () -> streams.counts().patched(),
            "Analyses that proposed a patch"),
        counter(
            "trace2skill.analyst.no.lesson",
            () -> streams.counts().noLesson(),
            "Analyses that found nothing to learn"),
        counter(
            "trace2skill.analyst.failed",
            () -> streams.counts().failed(),
            "Analyses that failed for good and went to the dead letters"),
        gauge(
            "trace2skill.analyst.in.flight",
            () -> streams.stage().inFlight(),
            "Analyses that run now"),
        gauge(
            "trace2skill.analyst.pending",
            () -> streams.stage().pending(),
            "Accepted trajectories without outcome, those in flight included"),
        gauge(
            "trace2skill.analyst.oldest.pending.seconds",
            () -> streams.stage().oldestPending().toMillis() / MILLIS,
            "How long the oldest of them has waited"),
        counter(
            "trace2skill.analyst.retries",
            () -> streams.stage().retries(),
            "Attempts that failed and were repeated"));
  }
}
