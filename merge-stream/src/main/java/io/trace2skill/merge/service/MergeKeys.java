// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.service;

import static io.trace2skill.service.config.ConfigKey.withDefault;
import static io.trace2skill.service.config.ValueTypes.duration;
import static io.trace2skill.service.config.ValueTypes.integer;
import static io.trace2skill.service.config.ValueTypes.orNone;

import io.trace2skill.service.ServiceKeys;
import io.trace2skill.service.config.Catalog;
import io.trace2skill.service.config.ConfigKey;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.config.ListenAddress;
import io.trace2skill.service.config.Section;
import io.trace2skill.service.log.LogKeys;
import io.trace2skill.service.model.ModelKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of the merge stream. */
final class MergeKeys {

  private static final Duration SECOND = Duration.ofSeconds(1);

  static final ConfigKey<Optional<ListenAddress>> HTTP_LISTEN = ServiceKeys.httpListen(8092);

  static final ConfigKey<Integer> IN_FLIGHT =
      withDefault(
          "in.flight", integer(1, 10_000), "32", "Merges that run at once in this process.");

  static final ConfigKey<Integer> FAN_IN =
      withDefault("merge.fan.in", integer(2, 100), "5", "Most patches that one merge takes.");

  static final ConfigKey<Integer> MIN_SUPPORT =
      withDefault(
          "merge.min.support",
          integer(1, 10_000),
          "2",
          "Trajectories below which a lesson goes to a reference file instead of `SKILL.md`.");

  static final ConfigKey<Optional<Duration>> SIZE =
      withDefault(
          "window.size",
          orNone(duration(SECOND)),
          "1d",
          "Length of a window in event time: the ends of trajectories. Windows are aligned to"
              + " 1970-01-01T00:00Z. `none`: time alone closes no window.");

  static final ConfigKey<Duration> GRACE =
      withDefault(
          "window.grace",
          duration(Duration.ZERO),
          "1h",
          "How long after its end, in event time, a window still takes what belongs to it. Later"
              + " patches go to the window that is open then.");

  static final ConfigKey<Optional<Duration>> IDLE =
      withDefault(
          "window.idle",
          orNone(duration(SECOND)),
          "1h",
          "Closes a window after so long without a new event, by wall clock, so that a topic that"
              + " falls silent holds no results back.");

  static final ConfigKey<Optional<Integer>> MAX_PATCHES =
      withDefault(
          "window.max.patches",
          orNone(integer(1, 1_000_000)),
          "none",
          "Closes a window when it has so many patches.");

  static final ConfigKey<Integer> MIN_EVIDENCE =
      withDefault(
          "window.min.evidence",
          integer(1, 1_000_000),
          "5",
          "Patches below which a window publishes nothing: they carry over to the next one, so that"
              + " a single trajectory does not rewrite a skill.");

  static final ConfigKey<Duration> ANALYSIS_TIMEOUT =
      withDefault(
          "window.analysis.timeout",
          duration(SECOND),
          "1h",
          "How long an analysis that has started may hold its window open.");

  private MergeKeys() {}

  static Catalog catalog() {
    List<Section> sections = new ArrayList<>(ServiceKeys.sections(HTTP_LISTEN));
    sections.add(new Section("Merges", List.of(ModelKeys.ENGINE, IN_FLIGHT, FAN_IN, MIN_SUPPORT)));
    sections.add(
        new Section(
            "Windows", List.of(SIZE, GRACE, IDLE, MAX_PATCHES, MIN_EVIDENCE, ANALYSIS_TIMEOUT)));
    sections.add(ModelKeys.section(List.of()));
    sections.add(LogKeys.section());
    return new Catalog(
        "merge-stream", sections, List.of(ModelKeys.rule(List.of()), MergeKeys::windows));
  }

  private static List<String> windows(Configuration configuration) {
    List<String> complaints = new ArrayList<>();
    if (configuration.isSet(GRACE)
        && configuration.find(SIZE).equals(Optional.of(Optional.empty()))) {
      complaints.add("window.grace has no effect with window.size=none; leave one of them out");
    }
    int least = configuration.find(MIN_EVIDENCE).orElse(1);
    configuration
        .find(MAX_PATCHES)
        .flatMap(most -> most)
        .filter(most -> most < least)
        .ifPresent(
            most ->
                complaints.add(
                    "window.max.patches=%d is below window.min.evidence=%d, so that a full window would publish nothing; raise the one or lower the other"
                        .formatted(most, least)));
    return complaints;
  }
}
