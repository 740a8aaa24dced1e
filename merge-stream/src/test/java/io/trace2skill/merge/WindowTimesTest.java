// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static io.trace2skill.merge.LifecycleFixture.SKILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.SkillSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowTimesTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant MIDNIGHT = Instant.parse("2026-03-28T00:00:00Z");

  private static WindowPolicy daily(Duration grace) {
    return new WindowPolicy(
        Optional.of(DAY), grace, Optional.empty(), Optional.empty(), 1, Duration.ofHours(12));
  }

  private static void patch(LifecycleFixture fixture, String trajectory, Instant eventTime) {
    fixture.patched(trajectory, eventTime);
    fixture.advance(Duration.ofSeconds(1));
    fixture.completeAll();
  }

  /** In Berlin and New York these days have 23, 24 or 25 hours; Lord Howe shifts by 30 minutes. */
  @Test
  void aDayHas24HoursWhereverTheServiceRuns() {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone :
          List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")) {
        for (String day : List.of("2026-03-28", "2026-10-31", "2026-03-07", "2026-04-04")) {
          TimeZone.setDefault(TimeZone.getTimeZone(zone));
          assertThat(patchesOfThreeDays(Instant.parse(day + "T00:00:00Z")))
              .as("%s from %s", zone, day)
              .containsExactly(8L, 8L, 8L);
        }
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static List<Long> patchesOfThreeDays(Instant first) {
    try (LifecycleFixture fixture = new LifecycleFixture(daily(Duration.ZERO), 5)) {
      for (int hour = 0; hour < 72; hour += 3) {
        fixture.now = first.plus(HOUR.multipliedBy(hour));
        patch(fixture, "t" + hour, fixture.now);
      }
      fixture.advance(DAY);
      fixture.completeAll();
      return fixture.published().stream().map(v -> v.getWindow().getPatched()).toList();
    }
  }

  @Test
  void aReplayThatIsOutOfOrderByDaysPutsEachTrajectoryIntoItsDay() {
    Duration mess = DAY.multipliedBy(3);
    for (int seed = 0; seed < 10; seed++) {
      List<SkillSnapshot> versions = replay(mess, mess, new Random(seed));
      assertThat(versions).hasSize(10);
      for (SkillSnapshot version : versions) {
        assertThat(version.getWindow().getLate()).isZero();
        assertThat(version.getTrajectories())
            .hasSize(5)
            .allMatch(id -> id.startsWith(dayOf(version) + "-"));
      }
    }
  }

  private static String dayOf(SkillSnapshot version) {
    String id = version.getTrajectories().get(0);
    return id.substring(0, id.lastIndexOf('-'));
  }

  @Test
  void aReplayThatIsMoreOutOfOrderThanTheGraceLosesNothing() {
    List<SkillSnapshot> versions = replay(DAY.multipliedBy(3), HOUR, new Random(1));
    assertThat(versions.stream().flatMap(version -> version.getTrajectories().stream()))
        .hasSize(50)
        .doesNotHaveDuplicates();
    assertThat(versions.stream().mapToLong(version -> version.getWindow().getLate()).sum())
        .isPositive();
  }

  /** Replays ten days of five trajectories, each of which may be late by so much. */
  private static List<SkillSnapshot> replay(Duration mess, Duration grace, Random random) {
    Map<String, Instant> times = new HashMap<>();
    Map<String, Instant> arrivals = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      String id = "day-%d-%d".formatted(i / 5, i % 5);
      Instant time = MIDNIGHT.plus(DAY.multipliedBy(i / 5)).plus(HOUR.multipliedBy(4L * (i % 5)));
      times.put(id, time);
      arrivals.put(id, time.plusSeconds(random.nextInt((int) mess.toSeconds())));
    }
    List<String> log = new ArrayList<>(times.keySet());
    log.sort(Comparator.comparing(arrivals::get));
    try (LifecycleFixture fixture = new LifecycleFixture(daily(grace), 5)) {
      fixture.now = MIDNIGHT.plus(DAY.multipliedBy(365));
      log.forEach(id -> patch(fixture, id, times.get(id)));
      fixture.advance(mess.plus(DAY));
      fixture.completeAll();
      assertThat(fixture.windows.of(SKILL)).isEmpty();
      return fixture.published();
    }
  }

  @Test
  void eachSkillOfADeploymentHasTheWindowsOfItsOwn(@TempDir Path dir) {
    WindowPolicy pairs =
        new WindowPolicy(
            Optional.empty(), Duration.ZERO, Optional.empty(), Optional.of(2), 1, HOUR);
    WindowPolicies policies =
        WindowPolicies.overridden(WindowPolicy.untilCommand(), Map.of("slides", pairs));
    try (MergeDriver merge = new MergeDriver(MergeConfig.defaults(policies), dir)) {
      for (String skill : List.of("slides", MergeDriver.SKILL, "mail")) {
        IntStream.range(0, 4)
            .forEach(
                i ->
                    merge.event(
                        skill,
                        MergeDriver.proposal("t" + i, "observation " + i, MergeDriver.START)
                            .setSkill(skill)
                            .build()));
      }
      merge.advance(Duration.ofSeconds(1));
      assertThat(merge.versions())
          .extracting(version -> version.getSkill() + " " + version.getVersion())
          .containsExactly("slides 1", "slides 2");
    }
  }
}
