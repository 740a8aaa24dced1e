// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.skill.patch.EditId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WindowLifecyclePropertyTest {

  private static final int STEPS = 120;
  private static final Duration DAY = Duration.ofDays(1);

  @Property(tries = 100)
  void whateverHappensEachPatchEndsInOneVersionOrWaits(@ForAll Random random) {
    WindowPolicy policy = anyPolicy(random);
    try (LifecycleFixture fixture = new LifecycleFixture(policy, 2 + random.nextInt(4))) {
      Story story = new Story(fixture, random);
      IntStream.range(0, STEPS).forEach(i -> story.step());
      story.end();

      List<EditId> found =
          Stream.concat(fixture.accounted().stream(), fixture.waiting().stream()).toList();
      assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(story.proposed);
      assertThat(fixture.waiting()).hasSizeLessThan(policy.minEvidence());
      assertThat(fixture.published())
          .extracting(SkillSnapshot::getVersion)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, fixture.published().size()).boxed().toList());
      assertThat(fixture.published())
          .allSatisfy(
              v ->
                  assertThat(v.getWindow().getPatched())
                      .isEqualTo(v.getTrajectories().size())
                      .isGreaterThanOrEqualTo(policy.minEvidence()));
    }
  }

  @Property(tries = 40)
  void theOrderOfCompletionsChangesNeitherTheTreeNorTheSkill(
      @ForAll @IntRange(min = 1, max = 120) int leaves,
      @ForAll @IntRange(min = 2, max = 6) int fanIn,
      @ForAll Random random) {
    SkillSnapshot inOrder = grow(leaves, fanIn, size -> 0, () -> true);
    SkillSnapshot anyOrder = grow(leaves, fanIn, random::nextInt, random::nextBoolean);
    assertThat(anyOrder.getFiles()).isEqualTo(inOrder.getFiles());
    assertThat(anyOrder.getWindow().getMergesByLevel())
        .isEqualTo(inOrder.getWindow().getMergesByLevel())
        .isEqualTo(merges(leaves, fanIn));
  }

  @Property(tries = 40)
  void theOrderOfCompletionsDoesNotChangeTheVersionsOfSeveralWindows(
      @ForAll @IntRange(min = 1, max = 7) int maxPatches, @ForAll Random random) {
    long story = random.nextLong();
    List<String> inOrder = versions(maxPatches, new Random(story), size -> 0, () -> true);
    assertThat(versions(maxPatches, new Random(story), random::nextInt, random::nextBoolean))
        .isEqualTo(inOrder);
  }

  /** Lets windows that close by count and by order come and go, and returns their versions. */
  private static List<String> versions(
      int maxPatches, Random story, IntUnaryOperator choice, BooleanSupplier completeNow) {
    WindowPolicy policy =
        new WindowPolicy(
            Optional.empty(), Duration.ZERO, Optional.empty(), Optional.of(maxPatches), 1, DAY);
    try (LifecycleFixture fixture = new LifecycleFixture(policy, 2 + story.nextInt(3))) {
      List<String> running = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        running.add("t" + i);
        fixture.started("t" + i, fixture.now);
        if (story.nextInt(3) > 0) {
          String ended = running.remove(story.nextInt(running.size()));
          fixture.ended(ended, AnalysisKind.PATCH_PROPOSED, fixture.now);
        }
        if (story.nextInt(20) == 0) {
          fixture.closeByCommand("order-" + i);
        }
        while (!fixture.pending.isEmpty() && completeNow.getAsBoolean()) {
          fixture.complete(choice.applyAsInt(fixture.pending.size()));
        }
      }
      fixture.closeByCommand("last");
      running.forEach(id -> fixture.ended(id, AnalysisKind.NO_LESSON, fixture.now));
      while (!fixture.pending.isEmpty()) {
        fixture.complete(choice.applyAsInt(fixture.pending.size()));
      }
      return fixture.published().stream()
          .map(v -> v.getWindow().getWindow() + " " + v.getDigest())
          .toList();
    }
  }

  /** Lets a window of so many patches grow, with completions in the given order. */
  private static SkillSnapshot grow(
      int leaves, int fanIn, IntUnaryOperator choice, BooleanSupplier completeNow) {
    try (LifecycleFixture fixture = new LifecycleFixture(WindowPolicy.untilCommand(), fanIn)) {
      for (int i = 0; i < leaves; i++) {
        fixture.started("t" + i, fixture.now);
        fixture.ended("t" + i, AnalysisKind.PATCH_PROPOSED, fixture.now);
        while (!fixture.pending.isEmpty() && completeNow.getAsBoolean()) {
          fixture.complete(choice.applyAsInt(fixture.pending.size()));
        }
      }
      fixture.closeByCommand("close");
      while (!fixture.pending.isEmpty()) {
        fixture.complete(choice.applyAsInt(fixture.pending.size()));
      }
      assertThat(fixture.waiting()).isEmpty();
      assertThat(fixture.published()).hasSize(1);
      return fixture.published().get(0);
    }
  }

  /** A level has a merge for each group, but not for a last group of one. */
  private static List<Integer> merges(int leaves, int fanIn) {
    List<Integer> merges = new ArrayList<>();
    for (int below = leaves; below > 1; below = (below + fanIn - 1) / fanIn) {
      merges.add(below / fanIn + (below % fanIn > 1 ? 1 : 0));
    }
    return merges;
  }

  private static WindowPolicy anyPolicy(Random random) {
    return new WindowPolicy(
        random.nextBoolean() ? Optional.of(DAY) : Optional.empty(),
        Duration.ofHours(random.nextInt(3)),
        random.nextInt(3) == 0 ? Optional.of(Duration.ofHours(6)) : Optional.empty(),
        random.nextInt(3) == 0 ? Optional.of(1 + random.nextInt(9)) : Optional.empty(),
        1 + random.nextInt(4),
        Duration.ofHours(2));
  }

  /** Things that happen to windows, in any order. */
  private static final class Story {
    private final LifecycleFixture fixture;
    private final Random random;
    private final List<EditId> proposed = new ArrayList<>();
    private final List<String> running = new ArrayList<>();
    private int trajectories;
    private int orders;

    Story(LifecycleFixture fixture, Random random) {
      this.fixture = fixture;
      this.random = random;
    }

    void step() {
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3, 4 -> start();
        case 5, 6, 7, 8 -> end(random.nextInt(8));
        case 9, 10, 11 -> complete();
        case 12 -> fixture.advance(Duration.ofMinutes(random.nextInt(60 * 30)));
        case 13 -> fixture.closeByCommand("order-" + orders++);
        case 14 -> fixture.restart(2 + random.nextInt(4));
        default -> fail();
      }
    }

    /** Everything ends: analyses, merges, and then the windows. */
    void end() {
      while (!running.isEmpty()) {
        end(0);
      }
      for (int i = 0; i < 4; i++) {
        fixture.completeAll();
        fixture.closeByCommand("last-" + i);
        fixture.advance(DAY);
      }
    }

    private void start() {
      String id = "t" + trajectories++;
      running.add(id);
      fixture.started(id, anyTime());
    }

    private void end(int kind) {
      if (running.isEmpty()) {
        return;
      }
      String id = running.remove(random.nextInt(running.size()));
      AnalysisKind outcome =
          switch (kind) {
            case 6 -> AnalysisKind.NO_LESSON;
            case 7 -> AnalysisKind.FAILED;
            default -> AnalysisKind.PATCH_PROPOSED;
          };
      if (outcome == AnalysisKind.PATCH_PROPOSED) {
        proposed.add(new EditId(id, 0));
      }
      fixture.ended(id, outcome, anyTime());
    }

    private Instant anyTime() {
      return fixture.now.minus(Duration.ofHours(random.nextInt(72) - 2L));
    }

    private void complete() {
      if (!fixture.pending.isEmpty()) {
        fixture.complete(random.nextInt(fixture.pending.size()));
      }
    }

    private void fail() {
      if (!fixture.pending.isEmpty()) {
        fixture.fail(random.nextInt(fixture.pending.size()));
      }
    }
  }
}
