// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static io.trace2skill.merge.LifecycleFixture.SKILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.skill.patch.EditId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OrderRacesPropertyTest {

  private static final int STEPS = 150;

  @Property(tries = 150)
  void ordersWindowsAndRestartsInAnyOrderEndAsIfTheyHadComeOneByOne(@ForAll Random random) {
    WindowPolicy policy =
        new WindowPolicy(
            random.nextBoolean() ? Optional.of(Duration.ofHours(6)) : Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            random.nextBoolean() ? Optional.of(1 + random.nextInt(5)) : Optional.empty(),
            1 + random.nextInt(3),
            Duration.ofHours(2));
    try (LifecycleFixture fixture = new LifecycleFixture(policy, 2 + random.nextInt(3))) {
      Story story = new Story(fixture, random);
      for (int i = 0; i < STEPS; i++) {
        story.step();
      }
      story.end();

      new SerialHistory().replay(fixture.log());
      assertThat(answers(fixture))
          .extracting(CommandAnswer::getCommandId)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(story.orders);
      List<EditId> found =
          Stream.concat(fixture.accounted().stream(), fixture.waiting().stream()).toList();
      assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(story.proposed);
      assertThat(fixture.waiting()).hasSizeLessThan(policy.minEvidence());
      assertThat(fixture.skills.snapshot(SKILL)).isEqualTo(latest(fixture));
    }
  }

  private static List<CommandAnswer> answers(LifecycleFixture fixture) {
    return fixture.log().stream()
        .filter(CommandAnswer.class::isInstance)
        .map(CommandAnswer.class::cast)
        .toList();
  }

  /** Returns what a reader of the compacted topic of snapshots sees at the end. */
  private static Optional<SkillSnapshot> latest(LifecycleFixture fixture) {
    Optional<SkillSnapshot> latest = Optional.empty();
    for (Object entry : fixture.log()) {
      if (entry instanceof SkillSnapshot snapshot) {
        latest = Optional.of(snapshot);
      } else if (entry.equals(SKILL)) {
        latest = Optional.empty();
      }
    }
    return latest;
  }

  /** What the log must be if its entries had been made one after another, each on the last. */
  private static final class SerialHistory {
    private static final String DRAFT = "";

    private final List<SkillSnapshot> versions = new ArrayList<>();
    private Optional<SkillSnapshot> latest = Optional.empty();
    private String draftDigest = DRAFT;
    private boolean pinned;

    void replay(List<Object> log) {
      for (Object entry : log) {
        if (entry instanceof CommandAnswer answer) {
          pinned = answer.getPinned();
          continue;
        }
        assertThat(pinned).as("nothing is published while pinned").isFalse();
        if (entry instanceof SkillSnapshot snapshot) {
          publish(snapshot);
        } else {
          assertThat(latest).as("only what is there is deleted").isPresent();
          latest = Optional.empty();
        }
      }
    }

    private void publish(SkillSnapshot snapshot) {
      assertThat(snapshot.getVersion()).isEqualTo(versions.size() + 1L);
      assertThat(snapshot.getParentVersion())
          .isEqualTo(latest.map(SkillSnapshot::getVersion).orElse(null));
      if (snapshot.getCause() == SnapshotCause.ROLLBACK) {
        SkillSnapshot restored = versions.get(snapshot.getRestoredVersion().intValue() - 1);
        assertThat(snapshot.getFiles()).isEqualTo(restored.getFiles());
      } else if (snapshot.getCause() == SnapshotCause.EVOLUTION) {
        assertThat(snapshot.getBaseDigest()).isEqualTo(baseDigest(snapshot));
      }
      versions.add(snapshot);
      latest = Optional.of(snapshot);
    }

    /** The draft of a new skill is always the same one. */
    private String baseDigest(SkillSnapshot snapshot) {
      if (latest.isEmpty() && draftDigest.equals(DRAFT)) {
        draftDigest = snapshot.getBaseDigest();
      }
      return latest.map(SkillSnapshot::getDigest).orElse(draftDigest);
    }
  }

  /** Things that happen to a skill, in any order. */
  private static final class Story {
    private final LifecycleFixture fixture;
    private final Random random;
    private final List<EditId> proposed = new ArrayList<>();
    private final List<String> running = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private int trajectories;

    Story(LifecycleFixture fixture, Random random) {
      this.fixture = fixture;
      this.random = random;
    }

    void step() {
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3 -> start();
        case 4, 5, 6, 7 -> propose();
        case 8, 9, 10 -> complete();
        case 11 -> fail();
        case 12 -> fixture.advance(Duration.ofMinutes(random.nextInt(300)));
        case 13 -> fixture.restart(2 + random.nextInt(3));
        case 14 -> order(CommandKind.CLOSE_WINDOW);
        case 15 -> rollBack();
        case 16 -> order(CommandKind.PIN);
        case 17 -> order(CommandKind.UNPIN);
        case 18 -> order(CommandKind.DELETE);
        default -> registerBase();
      }
    }

    void end() {
      while (!running.isEmpty()) {
        propose();
      }
      order(CommandKind.UNPIN);
      for (int i = 0; i < 4; i++) {
        fixture.completeAll();
        order(CommandKind.CLOSE_WINDOW);
        fixture.advance(Duration.ofDays(1));
      }
      fixture.completeAll();
    }

    private void start() {
      String id = "t" + trajectories++;
      running.add(id);
      fixture.started(id, fixture.now.minus(Duration.ofHours(random.nextInt(24))));
    }

    private void propose() {
      if (!running.isEmpty()) {
        String id = running.remove(random.nextInt(running.size()));
        proposed.add(new EditId(id, 0));
        fixture.ended(id, AnalysisKind.PATCH_PROPOSED, fixture.now);
      }
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

    private void rollBack() {
      give(SkillCommand.newBuilder().setKind(CommandKind.ROLLBACK).setVersion(version()));
    }

    private long version() {
      return 1L + random.nextInt(fixture.published().size() + 1);
    }

    private void registerBase() {
      give(
          SkillCommand.newBuilder()
              .setKind(CommandKind.REGISTER_BASE)
              .setFiles(MergeDriver.skill("Base " + random.nextInt(3))));
    }

    private void order(CommandKind kind) {
      give(SkillCommand.newBuilder().setKind(kind));
    }

    /** Sometimes an order comes twice. */
    private void give(SkillCommand.Builder order) {
      String id = "order-" + orders.size();
      orders.add(id);
      fixture.order(order.setCommandId(id));
      if (random.nextInt(4) == 0) {
        fixture.order(order);
      }
    }
  }
}
