// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import io.trace2skill.skill.validate.SkillValidator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class ConsolidatorPropertyTest {

  private static final String HEAD = "---\nname: tables\ndescription: Works with tables.\n---\n\n";

  private static final SkillDirectory DRAFT =
      SkillDirectory.of(Map.of("SKILL.md", HEAD + "# Tables\n"));

  private static final SkillDirectory WRITTEN =
      SkillDirectory.of(
          Map.of(
              "SKILL.md",
              HEAD
                  + "# Tables\n\nRead the task first.\n\n## Errors\n\n```python\n# no heading\n```\n"
                  + "\n## Dates\n\n- Old advice.\n\nSee [old](references/old.md).\n",
              "references/old.md",
              "# Old\n\n- Old lesson.\n\n## Details\n\nText.\n"));

  private static final SkillDirectory WINDOWS =
      SkillDirectory.of(
          Map.of(
              "SKILL.md",
              WRITTEN.file("SKILL.md").orElseThrow().replace("\n", "\r\n"),
              "references/old.md",
              "# Old\r\n\r\n- Old lesson."));

  private final Consolidator consolidator = new Consolidator(new LexicalSimilarity());

  @Property(tries = 400)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void whatIsPublishedValidatesAndAccountsForEveryEdit(
      @ForAll("patches") List<Patch> patches,
      @ForAll("bases") SkillDirectory base,
      @ForAll("policies") ConsolidationPolicy policy) {
    MergedPatch root = Patches.merge(patches);

    ConsolidationResult result = consolidator.consolidate(root, base, policy);

    List<EditId> found = new ArrayList<>();
    applied(result).forEach(edit -> found.addAll(edit.sources()));
    dropped(result).forEach(drop -> found.addAll(drop.edit().sources()));
    assertThat(found)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(root.accountedFor());
    Statistics.label("published")
        .collect(result instanceof Published)
        .coverage(coverage -> coverage.check(true).percentage(p -> p > 50.0));
    if (result instanceof Published published) {
      SkillDirectory skill = published.consolidation().skill();
      assertThat(
              new SkillValidator(policy.maxSkillLines(), policy.maxReferenceLines())
                  .validate(skill, "tables"))
          .isEmpty();
      assertThat(skill).isNotEqualTo(base);
      Provenance provenance = Provenance.of(base, skill, published.consolidation().applied());
      assertThat(positions(provenance)).containsAll(positionsWithText(applied(result)));
      assertThat(skill.file("SKILL.md").orElseThrow().lines().count())
          .isLessThanOrEqualTo(policy.maxSkillLines());
    }
  }

  @Property(tries = 200)
  void theOrderOfPatchesAndEditsDoesNotMatter(
      @ForAll("patches") List<Patch> patches,
      @ForAll("bases") SkillDirectory base,
      @ForAll("policies") ConsolidationPolicy policy,
      @ForAll Random random) {
    MergedPatch root = Patches.merge(patches);
    List<SourcedEdit> edits = new ArrayList<>(root.edits());
    Collections.shuffle(edits, random);

    assertThat(consolidator.consolidate(new MergedPatch(edits, List.of()), base, policy))
        .isEqualTo(consolidator.consolidate(root, base, policy));
  }

  @Property(tries = 200)
  void guidanceThatIsAppendedIsInTheSkillAndNotNewTheSecondTime(
      @ForAll("lessons") List<Patch> patches, @ForAll("bases") SkillDirectory base) {
    MergedPatch root = Patches.merge(patches);
    ConsolidationPolicy policy = ConsolidationPolicy.defaults("tables");
    ConsolidationResult once = consolidator.consolidate(root, base, policy);
    assertThat(once).isInstanceOf(Published.class);
    SkillDirectory skill = ((Published) once).consolidation().skill();

    assertThat(applied(once))
        .allSatisfy(
            edit ->
                assertThat(skill.file(edit.edit().file()).orElseThrow().lines())
                    .containsOnlyOnce(edit.edit().content().orElseThrow()));
    assertThat(consolidator.consolidate(root, skill, policy)).isInstanceOf(NothingToPublish.class);
  }

  private static Set<Integer> positions(Provenance provenance) {
    return provenance.lines().values().stream()
        .flatMap(lines -> lines.values().stream())
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private static List<Integer> positionsWithText(List<SourcedEdit> applied) {
    return IntStream.range(0, applied.size())
        .filter(i -> GuidanceText.isAddedBy(applied.get(i).edit()))
        .boxed()
        .toList();
  }

  private static List<SourcedEdit> applied(ConsolidationResult result) {
    return result instanceof Published published ? published.consolidation().applied() : List.of();
  }

  private static List<DroppedEdit> dropped(ConsolidationResult result) {
    return result instanceof NothingToPublish nothing
        ? nothing.dropped()
        : ((Published) result).consolidation().dropped();
  }

  @Provide
  Arbitrary<SkillDirectory> bases() {
    return Arbitraries.of(DRAFT, WRITTEN, WINDOWS);
  }

  @Provide
  Arbitrary<ConsolidationPolicy> policies() {
    return Combinators.combine(
            Arbitraries.of(1, 2, 3), Arbitraries.of(30, 500), Arbitraries.of(10, 300))
        .as(
            (support, lines, reference) ->
                new ConsolidationPolicy("tables", support, lines, reference, 0.8));
  }

  @Provide
  Arbitrary<List<Patch>> patches() {
    return patchesOf(Arbitraries.frequencyOf(Tuple.of(1, lesson()), Tuple.of(3, edits())), 0);
  }

  @Provide
  Arbitrary<List<Patch>> lessons() {
    return patchesOf(lesson(), 1);
  }

  private static Arbitrary<Edit> lesson() {
    return Combinators.combine(
            Arbitraries.of("## Errors", "## Dates", "## New", "Tables"),
            Arbitraries.of("one", "two", "three", "four", "five"))
        .as(
            (section, word) ->
                Patches.appendTo(
                    section, "- Lesson " + word + " of " + section.replace("#", "") + "."));
  }

  private static Arbitrary<List<Patch>> patchesOf(Arbitrary<Edit> edits, int least) {
    return edits
        .list()
        .ofMinSize(least)
        .ofMaxSize(5)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(
            lists ->
                Stream.iterate(0, i -> i < lists.size(), i -> i + 1)
                    .map(i -> Patches.patch("t" + i, lists.get(i)))
                    .toList());
  }

  private static Arbitrary<Edit> edits() {
    return Combinators.combine(
            Arbitraries.of(
                "SKILL.md",
                "SKILL.md",
                "SKILL.md",
                "./SKILL.md",
                "references/old.md",
                "references/new.md",
                "references/errors.md",
                "../evil.md",
                "LICENSE.txt"),
            Arbitraries.of(EditOp.values()),
            Arbitraries.of("## Errors", "errors", "## Dates", "## New", "# Tables", " ")
                .optional(0.9),
            Arbitraries.of(
                    "Read the task first.",
                    "- Old advice.",
                    "description: Works with tables.",
                    "See [old](references/old.md).",
                    "nowhere to be found")
                .optional(0.9),
            contents().optional(0.95),
            Arbitraries.of(new Ground("k", "1"), new Ground("k", "2")).optional(0.4))
        .as(
            (file, op, section, anchor, content, ground) ->
                new Edit(
                    file, op, section, anchor, anchor, content, Optional.of("## Errors"), ground));
  }

  private static Arbitrary<String> contents() {
    return Arbitraries.of(
        "- Check the id.",
        "- Check ids.",
        "A sentence.",
        "- An item\n  that goes on.\n",
        "## New\n\n- In a new section.",
        "## Dates\n\nIn an old section.",
        "### Sub\n\nBelow.",
        "# New file\n\n- A lesson.\n",
        "```\nnever closed",
        "```python\n# closed\n```",
        "<!-- never closed",
        "- See [new](references/new.md).",
        "- See [none](references/none.md).",
        "[script](scripts/run.py)",
        "---\nname: other\n---",
        "description:",
        "",
        "1. first\n2. second",
        "line\n".repeat(40),
        "\u202e hidden");
  }
}
