// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.output.StructuredChat;
import io.trace2skill.llm.prompt.PromptLibrary;
import io.trace2skill.llm.prompt.PromptTemplate;
import io.trace2skill.merge.EngineAnswer;
import io.trace2skill.merge.MergeEngine;
import io.trace2skill.merge.llm.TextCalls.Kind;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.Consolidator;
import io.trace2skill.skill.merge.EditCollapse;
import io.trace2skill.skill.merge.LexicalSimilarity;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.PatchMerger;
import io.trace2skill.skill.merge.SourcedEdit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Merges with a model. What is certainly the same is joined by code; the model is asked about
 * related edits that meet for the first time, in one call for a merge, and not at all when there
 * are none. Code accounts for every edit whatever the model answers.
 */
public final class LlmMergeEngine implements MergeEngine {

  private final MergerSettings settings;
  private final ModelSettings model;
  private final List<PromptTemplate> prompts;
  private final ExecutorService executor;
  private final MergeCalls calls;
  private final EditCollapse collapse;
  private final Precedents precedents = new Precedents();
  private final PatchMerger merger = new PatchMerger();
  private final LlmConsolidation consolidation;

  /**
   * Creates an engine.
   *
   * @param client answers; stays open when the engine is closed
   * @param model which model, and how
   * @param promptOverrides directory with files that replace prompts
   */
  public LlmMergeEngine(
      ChatClient client,
      ModelSettings model,
      Optional<Path> promptOverrides,
      MergerSettings settings) {
    this(
        client,
        model,
        PromptLibrary.of(LlmMergeEngine.class, promptOverrides),
        settings,
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "llm-merge");
              thread.setDaemon(true);
              return thread;
            }));
  }

  LlmMergeEngine(
      ChatClient client,
      ModelSettings model,
      PromptLibrary library,
      MergerSettings settings,
      ExecutorService executor) {
    this.settings = settings;
    this.model = model;
    this.executor = executor;
    PromptTemplate merging = library.get("merge");
    PromptTemplate placing = library.get("place");
    PromptTemplate mending = library.get("repair");
    this.prompts = List.of(merging, placing, mending);
    StructuredChat chat = new StructuredChat(client);
    this.calls = new MergeCalls(chat, model, merging, settings, precedents, executor);
    this.consolidation =
        new LlmConsolidation(
            new Consolidator(new LexicalSimilarity()),
            new TextCalls(chat, model, settings),
            new Kind("place", placing, "anchors", "anchor"),
            new Kind("repair", mending, "edits", "content"),
            settings,
            executor);
    this.collapse = new EditCollapse(new LexicalSimilarity(), settings.sameThreshold());
  }

  @Override
  public CompletionStage<EngineAnswer<MergedPatch>> merge(List<MergedPatch> group) {
    RunningCalls running = new RunningCalls();
    return running.endWith(
        supplyAsync(() -> joined(group), executor)
            .thenCompose(
                joined -> {
                  Questions questions = questions(joined, group);
                  return calls
                      .ask(questions.open(), running)
                      .thenApply(verdict -> answer(joined, questions, verdict));
                }));
  }

  /** Returns what the group proposes together, what is certainly the same joined. */
  private MergedPatch joined(List<MergedPatch> group) {
    MergedPatch same = precedents.unite(collapse.collapse(group), settings.maxWordings());
    return merger.merge(List.of(same));
  }

  private Questions questions(MergedPatch joined, List<MergedPatch> group) {
    return Questions.of(
        joined.edits(),
        group,
        new Relatedness(joined.edits(), LexicalSimilarity.ofTopics(), settings.relatedThreshold()),
        precedents);
  }

  private EngineAnswer<MergedPatch> answer(
      MergedPatch joined, Questions questions, Verdict verdict) {
    List<SourcedEdit> edits = new ArrayList<>(questions.settled());
    edits.addAll(verdict.kept());
    MergedPatch decided = new MergedPatch(edits, verdict.dropped());
    MergedPatch before = new MergedPatch(List.of(), joined.dropped());
    return new EngineAnswer<>(
        merger.merge(List.of(before, decided)), verdict.usage(), verdict.fallbacks());
  }

  @Override
  public CompletionStage<EngineAnswer<ConsolidationResult>> consolidate(
      MergedPatch root, SkillDirectory base, ConsolidationPolicy policy) {
    RunningCalls running = new RunningCalls();
    return running.endWith(consolidation.run(root, base, policy, running));
  }

  @Override
  public String fingerprint() {
    String names =
        prompts.stream().map(PromptTemplate::fingerprint).collect(Collectors.joining(" "));
    return "llm/" + model.model() + " " + names + " " + settings;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
