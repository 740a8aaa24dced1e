// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.EditStatus.Applied;
import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import io.trace2skill.skill.markdown.VerbatimBlock;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.validate.SkillValidator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every skill and every patch. */
class PatchApplierPropertyTest {

  private static final List<String> BLOCKS =
      List.of(
          "Read the file first.",
          "Save it,\nthen read it back.",
          "- check the sum\n- check the date",
          "1. open\n   more\n2. close",
          "```python\n# no heading\nprint(1)\n```",
          "- item\n  ~~~\n  ## no heading\n  ~~~",
          "> quoted text",
          "| a | b |\n|---|---|\n| 1 | 2 |",
          "<!-- note\n# hidden\n-->",
          "    indented code");

  private static final List<String> TITLES = List.of("Setup", "Steps", "Checks", "Notes", "End");

  @Provide
  Arbitrary<String> skills() {
    Arbitrary<String> block = Arbitraries.of(BLOCKS);
    Arbitrary<String> gap = Arbitraries.of("\n\n", "\n\n\n");
    Arbitrary<String> section =
        Combinators.combine(
                Arbitraries.of(TITLES),
                Arbitraries.of(2, 2, 3),
                Arbitraries.of("\n", "\n\n"),
                block.list().ofMaxSize(3),
                gap)
            .as(
                (title, level, below, blocks, between) ->
                    "#".repeat(level) + " " + title + below + String.join(between, blocks));
    return Combinators.combine(
            section.list().ofMaxSize(5).map(PatchApplierPropertyTest::distinctHeadings),
            Arbitraries.of("\n", "\r\n"),
            Arbitraries.of("", "\n"))
        .as(
            (sections, lineEnd, last) ->
                (Skills.FRONT_MATTER + "\n# Title\n\n" + String.join("\n\n", sections) + last)
                    .replace("\n", lineEnd));
  }

  /** A valid skill to start from: two sections of one name under one parent are not. */
  private static List<String> distinctHeadings(List<String> sections) {
    List<String> distinct = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String section : sections) {
      if (seen.add(HeadingText.of(section.lines().findFirst().orElse("")).title())) {
        distinct.add(section);
      }
    }
    return distinct;
  }

  @Provide
  Arbitrary<List<Edit>> patches() {
    Arbitrary<String> content =
        Arbitraries.of(
            "Keep a copy.",
            "- keep a copy",
            "\n- one\n- two\n\n",
            "```\n# code\n```",
            "### Extra\n\ntext",
            "## Setup\n\nagain",
            "# Top",
            "text\n---",
            "```\nopen",
            "<!-- open",
            "---\n\nname: x\n---",
            "===",
            "| x |",
            "> q",
            "");
    Arbitrary<String> anchor =
        Arbitraries.of(
            "Read the file first.",
            "then read",
            "check the sum",
            "print(1)",
            "# no heading",
            "a | b",
            "## Steps",
            "hidden",
            "Save it, then read it back.",
            "Read the fil first",
            "description",
            "nowhere at all",
            "");
    Arbitrary<String> heading =
        Arbitraries.of("## Setup", "steps", "Checks", "### Notes", "Title", "no heading", "Extra");
    return Combinators.combine(
            Arbitraries.of(EditOp.values()).filter(op -> op != EditOp.DELETE_FILE),
            Arbitraries.of("SKILL.md", "SKILL.md", "SKILL.md", "references/r.md"),
            heading,
            anchor,
            anchor,
            content,
            heading)
        .as(
            (op, file, section, target, oldText, text, after) -> {
              Edit edit =
                  Edit.of(file, op)
                      .withTargetText(target)
                      .withOldText(oldText)
                      .withContent(text)
                      .withAfterSection(after);
              boolean bySection = op == EditOp.APPEND_TO_SECTION || op == EditOp.DELETE_SECTION;
              return bySection ? edit.withTargetSection(section) : edit;
            })
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void everyUntouchedLineIsStillThereInOrder(
      @ForAll("skills") String text, @ForAll("patches") List<Edit> edits) {
    ApplyReport report = apply(text, edits);

    List<String> kept = new ArrayList<>(withText(text));
    List<Edit> changing = new ArrayList<>();
    report.applied().forEach(applied -> changing.add(applied.edit()));
    kept.removeAll(touched(text, changing));
    assertThat(hasSubsequence(withText(skillMd(report)), kept)).isTrue();
  }

  private static boolean takesAway(Edit edit) {
    return edit.op() == EditOp.DELETE_SECTION || edit.op() == EditOp.REPLACE_IN_SECTION;
  }

  /** The lines that deletions and replacements may take away, found without the code under test. */
  private static Set<String> touched(String text, List<Edit> edits) {
    MarkdownDocument document = MarkdownDocument.parse(text);
    Set<String> lines = new HashSet<>();
    for (Edit edit : edits) {
      if (edit.op() == EditOp.DELETE_SECTION) {
        Section section = document.find(edit.targetSection().orElseThrow()).orElseThrow().section();
        document
            .lines()
            .subList(section.start(), section.end())
            .forEach(line -> lines.add(line.text()));
      } else if (edit.op() == EditOp.REPLACE_IN_SECTION) {
        String firstWord = edit.oldText().orElseThrow().replaceFirst("\\W*(\\w+).*", "$1");
        document.lines().stream()
            .map(Line::text)
            .filter(line -> line.contains(firstWord) || line.startsWith("then read"))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void headingsFencesFrontMatterAndLineEndsAreKept(
      @ForAll("skills") String text, @ForAll("patches") List<Edit> edits) {
    ApplyReport report = apply(text, edits);
    MarkdownDocument before = MarkdownDocument.parse(text);
    MarkdownDocument after = MarkdownDocument.parse(skillMd(report));

    assertThat(after.frontMatter()).isEqualTo(before.frontMatter());
    assertThat(after.verbatimBlocks()).allMatch(VerbatimBlock::closed);
    List<String> ends =
        after.lines().subList(0, after.lines().size() - 1).stream().map(Line::ending).toList();
    assertThat(ends).containsOnly(before.lineEnding());
    if (report.applied().stream().map(Applied::edit).noneMatch(e -> takesAway(e))) {
      assertThat(hasSubsequence(headings(after), headings(before))).isTrue();
      assertThat(hasSubsequence(codes(after), codes(before))).isTrue();
    }
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void aNewHeadingIsNeverGluedToASentence(
      @ForAll("skills") String text, @ForAll("patches") List<Edit> edits) {
    MarkdownDocument before = MarkdownDocument.parse(text);
    MarkdownDocument after = MarkdownDocument.parse(skillMd(apply(text, edits)));

    Set<String> old = new HashSet<>(headings(before));
    for (Section section : after.sections()) {
      boolean first = section.start() == 0;
      assertThat(first || after.lines().get(section.start() - 1).isBlank()).isTrue();
      boolean last = section.bodyStart() >= after.lines().size();
      assertThat(
              old.contains(section.heading())
                  || last
                  || after.lines().get(section.bodyStart()).isBlank())
          .isTrue();
    }
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void theOrderOfEditsDoesNotMatter(
      @ForAll("skills") String text, @ForAll("patches") List<Edit> edits, @ForAll Random random) {
    List<Edit> shuffled = new ArrayList<>(edits);
    Collections.shuffle(shuffled, random);

    ApplyReport one = apply(text, edits);
    ApplyReport other = apply(text, shuffled);

    assertThat(other.skill()).isEqualTo(one.skill());
    assertThat(outcomes(other)).isEqualTo(outcomes(one));
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void whatIsAcceptedValidates(@ForAll("skills") String text, @ForAll("patches") List<Edit> edits) {
    SkillDirectory skill = apply(text, edits).skill();

    assertThat(new SkillValidator().validate(skill.without("references/r.md"), "my-skill"))
        .isEmpty();
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void everyEditHasItsStatusAndConflictsAreFoundBefore(
      @ForAll("skills") String text, @ForAll("patches") List<Edit> edits) {
    ApplyReport report = apply(text, edits);

    assertThat(report.statuses()).extracting(EditStatus::edit).isEqualTo(edits);
    Set<Integer> applied = new HashSet<>();
    for (int i = 0; i < edits.size(); i++) {
      if (report.statuses().get(i) instanceof Applied) {
        applied.add(i);
      }
    }
    assertThat(new ConflictDetector().conflicts(Skills.skillMd(text), edits))
        .noneMatch(c -> applied.contains(c.first()) && applied.contains(c.second()));
  }

  @Property(tries = 200)
  void anyTextTakesAnyEditWithoutAnError(
      @ForAll String text, @ForAll String content, @ForAll String anchor, @ForAll EditOp op) {
    Edit edit =
        Skills.edit(op)
            .withContent(content)
            .withTargetSection(anchor)
            .withTargetText(anchor)
            .withOldText(anchor);

    assertThat(apply("# " + anchor + "\n" + text, List.of(edit)).statuses()).hasSize(1);
  }

  private static boolean hasSubsequence(List<String> all, List<String> wanted) {
    int found = 0;
    for (String one : all) {
      if (found < wanted.size() && one.equals(wanted.get(found))) {
        found++;
      }
    }
    return found == wanted.size();
  }

  private static ApplyReport apply(String text, List<Edit> edits) {
    return new PatchApplier().apply(Skills.skillMd(text), edits);
  }

  private static String skillMd(ApplyReport report) {
    return report.skill().file(SkillDirectory.SKILL_MD).orElseThrow();
  }

  private static List<String> outcomes(ApplyReport report) {
    return report.statuses().stream().map(s -> s.edit() + Skills.outcome(s)).sorted().toList();
  }

  private static List<String> withText(String text) {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  private static List<String> headings(MarkdownDocument document) {
    return document.sections().stream().map(Section::heading).toList();
  }

  private static List<String> codes(MarkdownDocument document) {
    return document.verbatimBlocks().stream()
        .map(
            block ->
                document.lines().subList(block.start(), block.end()).stream()
                    .map(Line::text)
                    .toList()
                    .toString())
        .toList();
  }
}
