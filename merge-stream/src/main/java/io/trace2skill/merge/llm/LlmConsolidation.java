// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.trace2skill.merge.EngineAnswer;
import io.trace2skill.merge.llm.TextCalls.Kind;
import io.trace2skill.merge.llm.TextCalls.Said;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationDraft;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.Consolidator;
import io.trace2skill.skill.merge.MergedPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * How windows are consolidated. Code places, resolves conflicts and validates; the model is asked
 * for anchors that code does not find, one call for a file, and to mend what does not validate, a
 * few rounds at most. What is left is done by rule.
 */
final class LlmConsolidation {

  private final Consolidator consolidator;
  private final TextCalls calls;
  private final Kind anchors;
  private final Kind repairs;
  private final MergerSettings settings;
  private final Executor executor;

  /**
   * @param anchors how to ask for anchors
   * @param repairs how to ask for repairs
   * @param executor runs what is to be worked out
   */
  LlmConsolidation(
      Consolidator consolidator,
      TextCalls calls,
      Kind anchors,
      Kind repairs,
      MergerSettings settings,
      Executor executor) {
    this.consolidator = consolidator;
    this.calls = calls;
    this.anchors = anchors;
    this.repairs = repairs;
    this.settings = settings;
    this.executor = executor;
  }

  /** Consolidates; the calls that it takes go to {@code running}. */
  CompletableFuture<EngineAnswer<ConsolidationResult>> run(
      MergedPatch root, SkillDirectory base, ConsolidationPolicy policy, RunningCalls running) {
    Job job = new Job(base, patch -> consolidator.draft(patch, base, policy), running);
    return supplyAsync(() -> job.begun(root), executor)
        .thenCompose(job::anchored)
        .thenCompose(stand -> job.mended(stand, settings.repairRounds()))
        .thenApplyAsync(Stand::answer, executor);
  }

  /** The consolidation of one window. */
  private final class Job {
    private final SkillDirectory base;
    private final Function<MergedPatch, ConsolidationDraft> drafting;
    private final RunningCalls running;

    Job(
        SkillDirectory base,
        Function<MergedPatch, ConsolidationDraft> drafting,
        RunningCalls running) {
      this.base = base;
      this.drafting = drafting;
      this.running = running;
    }

    /** Texts that stand in another section than they were expected in need no model. */
    Stand begun(MergedPatch root) {
      Stand stand = Stand.at(root, drafting.apply(root));
      List<Amendments> elsewhere = lost(stand).stream().map(LostAnchors::elsewhere).toList();
      return amended(stand, elsewhere, "Anchored outside of the section that they name");
    }

    private List<LostAnchors> lost(Stand stand) {
      return LostAnchors.of(stand.draft().dropped(), base);
    }

    CompletableFuture<Stand> anchored(Stand stand) {
      CompletableFuture<Answers> all = completedFuture(new Answers(stand, List.of()));
      for (LostAnchors lost : lost(stand)) {
        all =
            all.thenCombine(
                calls.ask(anchors, lost.task(), running),
                (answers, said) -> answers.plus(said, lost));
      }
      return all.thenApplyAsync(
          answers -> amended(answers.stand(), answers.found(), "Anchored where the model said"),
          executor);
    }

    /** A round that leaves as many faults as before is undone, and is the last one. */
    CompletableFuture<Stand> mended(Stand stand, int rounds) {
      Faults faults = Faults.of(stand.draft());
      if (rounds == 0 || !faults.isMendable()) {
        return completedFuture(stand);
      }
      return calls
          .ask(repairs, faults.task(), running)
          .thenComposeAsync(
              said -> {
                Stand asked = stand.plus(said);
                List<Amendments> mends = List.of(faults.with(said.reply()));
                Stand after = amended(asked, mends, "Mended by the model to make the skill valid");
                return Faults.of(after.draft()).count() < faults.count()
                    ? mended(after, rounds - 1)
                    : completedFuture(asked);
              },
              executor);
    }

    private Stand amended(Stand stand, List<Amendments> all, String how) {
      MergedPatch root = stand.root();
      int count = 0;
      for (Amendments amendments : all) {
        root = amendments.in(root, settings.maxWordings());
        count += amendments.wordings().size();
      }
      return count == 0
          ? stand
          : stand.with(
              root, drafting.apply(root), how + ": " + count + (count == 1 ? " edit." : " edits."));
    }
  }

  /** What the calls for anchors came to. */
  private record Answers(Stand stand, List<Amendments> found) {

    Answers plus(Said said, LostAnchors lost) {
      List<Amendments> all = new ArrayList<>(found);
      all.add(lost.at(said.reply()));
      return new Answers(stand.plus(said).without(lost.without(said.reply())), all);
    }
  }
}
