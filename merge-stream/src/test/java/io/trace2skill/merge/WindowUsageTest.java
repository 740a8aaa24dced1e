// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static io.trace2skill.merge.MergeDriver.SKILL;
import static io.trace2skill.merge.MergeDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.UsageRecord;
import io.trace2skill.avro.WindowSummary;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.Usage;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.MergedPatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowUsageTest {

  private static final Usage CALL = new Usage(1, 1_000, 400, 30, 7);

  @TempDir Path dir;

  @Test
  void aVersionTellsWhatItsAnalysesAndItsMergesUsedUp() {
    try (MergeDriver merge = driver(new CostlyEngine())) {
      for (int i = 0; i < 6; i++) {
        merge.analysed(
            MergeDriver.proposal("t" + i, "a", START)
                .setUsage(new UsageRecord(2L, 100L, 10L, 5L, 1L))
                .setUnverified(i < 2));
      }
      merge.analysed(
          MergeDriver.event("n", AnalysisKind.NO_LESSON, START)
              .setReason("nothing")
              .setUsage(new UsageRecord(3L, 50L, 0L, 1L, 2L)));
      merge.analysed(
          MergeDriver.event("f", AnalysisKind.FAILED, START)
              .setReason("broken")
              .setUsage(new UsageRecord(1L, 7L, 0L, 0L, 0L)));
      merge.closeWindow();

      WindowSummary window = merge.versions().get(0).getWindow();
      assertThat(window.getUnverified()).isEqualTo(2);
      assertThat(window.getAnalysisUsage()).isEqualTo(new UsageRecord(16L, 657L, 60L, 31L, 8L));
      assertThat(window.getMergesByLevel()).containsExactly(1, 1);
      assertThat(window.getMergeUsage()).isEqualTo(times(3)); // two merges and the consolidation
      assertThat(merge.settled().of(SKILL).get(0).getSummary()).isEqualTo(window);
    }
  }

  @Test
  void withoutAModelNothingIsUsedUp() {
    MergeConfig config = MergeConfig.defaults(WindowPolicy.untilCommand());
    try (MergeDriver merge = new MergeDriver(config, dir)) {
      merge.patch("t0", "a");
      merge.patch("t1", "a");
      merge.closeWindow();
      WindowSummary window = merge.versions().get(0).getWindow();
      assertThat(window.getAnalysisUsage()).isNull();
      assertThat(window.getMergeUsage()).isNull();
      assertThat(window.getUnverified()).isZero();
    }
  }

  @Test
  void callsThatLedToNothingAreCountedToo() {
    CostlyEngine failing =
        new CostlyEngine() {
          @Override
          public CompletionStage<EngineAnswer<MergedPatch>> merge(List<MergedPatch> group) {
            return CompletableFuture.failedFuture(
                new IllegalStateException(new UnusableReplyException("not JSON", times(CALL, 2))));
          }

          @Override
          public CompletionStage<EngineAnswer<ConsolidationResult>> consolidate(
              MergedPatch root, SkillDirectory base, ConsolidationPolicy policy) {
            return CompletableFuture.completedFuture(
                new EngineAnswer<>(
                    new ConsolidationResult.NothingToPublish("loses every edit", List.of()), CALL));
          }
        };
    try (MergeDriver merge = driver(failing)) {
      merge.patch("t0", "a");
      merge.patch("t1", "a");
      merge.closeWindow();
      WindowSummary window = merge.versions().get(0).getWindow();
      assertThat(window.getDeterministicFallbacks()).isEqualTo(2);
      assertThat(window.getMergeUsage()).isEqualTo(times(3));
    }
  }

  @Test
  void whatAWindowUsedUpGoesWhereItsEvidenceGoes() {
    WindowPolicy three =
        new WindowPolicy(
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            3,
            Duration.ofHours(1));
    try (MergeDriver merge =
        new MergeDriver(MergeConfig.defaults(three).withFanIn(2), dir, new CostlyEngine())) {
      UsageRecord one = times(1);
      merge.analysed(MergeDriver.proposal("a", "a", START).setUsage(one));
      merge.started("slow", START);
      merge.closeWindow();
      merge.analysed(MergeDriver.proposal("b", "b", START).setUsage(one).setUnverified(true));
      merge.event(
          SKILL,
          MergeDriver.proposal("slow", "c", START).setUsage(one).setUnverified(true).build());
      merge.advance(Duration.ofSeconds(1));
      merge.closeWindow();

      List<SettledWindow> settled = merge.settled().of(SKILL);
      assertThat(settled)
          .extracting(window -> window.getSummary().getAnalysisUsage())
          .containsExactly(null, times(3));
      assertThat(settled.get(0).getSummary().getMergeUsage()).isNull();
      assertThat(merge.versions().get(0).getWindow())
          .isEqualTo(settled.get(1).getSummary())
          .returns(2L, WindowSummary::getUnverified)
          .returns(times(3), WindowSummary::getMergeUsage);
    }
  }

  private MergeDriver driver(MergeEngine engine) {
    return new MergeDriver(MergeConfig.defaults(WindowPolicy.untilCommand()), dir, engine);
  }

  private static UsageRecord times(int calls) {
    Usage usage = times(CALL, calls);
    return new UsageRecord(
        usage.calls(),
        usage.promptTokens(),
        usage.cachedPromptTokens(),
        usage.completionTokens(),
        usage.costMicros());
  }

  private static Usage times(Usage usage, int times) {
    return times == 1 ? usage : usage.plus(times(usage, times - 1));
  }

  @Test
  void partsThatTheEngineFailedAtAreCounted() {
    CostlyEngine half =
        new CostlyEngine() {
          @Override
          public CompletionStage<EngineAnswer<MergedPatch>> merge(List<MergedPatch> group) {
            return super.merge(group)
                .thenApply(whole -> new EngineAnswer<>(whole.value(), whole.usage(), 2));
          }
        };
    try (MergeDriver merge = driver(half)) {
      merge.patch("t0", "a");
      merge.patch("t1", "a");
      merge.closeWindow();
      assertThat(merge.versions().get(0).getWindow().getDeterministicFallbacks()).isEqualTo(2);
    }
  }

  /** Does what the rules do, and says that each call took one of a model. */
  private static class CostlyEngine implements MergeEngine {
    private final MergeEngine rules = new RulesMergeEngine(new MergeDriver.DirectExecutor());

    @Override
    public CompletionStage<EngineAnswer<MergedPatch>> merge(List<MergedPatch> group) {
      return rules.merge(group).thenApply(free -> new EngineAnswer<>(free.value(), CALL));
    }

    @Override
    public CompletionStage<EngineAnswer<ConsolidationResult>> consolidate(
        MergedPatch root, SkillDirectory base, ConsolidationPolicy policy) {
      return rules
          .consolidate(root, base, policy)
          .thenApply(free -> new EngineAnswer<>(free.value(), CALL));
    }

    @Override
    public String fingerprint() {
      return "costly";
    }

    @Override
    public void close() {}
  }
}
