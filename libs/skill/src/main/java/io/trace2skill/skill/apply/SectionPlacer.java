// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.apply.LineChange.Kind;
import io.trace2skill.skill.apply.Placement.Placed;
import io.trace2skill.skill.apply.Placement.Refused;
import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import io.trace2skill.skill.markdown.SectionMatch;
import io.trace2skill.skill.patch.Edit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Places the operations on whole sections: append, add and delete. */
final class SectionPlacer {

  private final MarkdownDocument document;

  SectionPlacer(MarkdownDocument document) {
    this.document = document;
  }

  Placement append(Edit edit) {
    String heading = edit.targetSection().orElse("");
    if (heading.isBlank()) {
      return Refusals.missing("target_section");
    }
    ContentBlock block = ContentBlock.of(edit.content());
    Optional<Refused> problem = Refusals.contentProblem(block);
    if (problem.isPresent()) {
      return problem.get();
    }
    return document
        .find(heading)
        .map(match -> appendTo(match, block))
        .orElseGet(() -> Refusals.noSection(heading));
  }

  private Placement appendTo(SectionMatch match, ContentBlock block) {
    boolean repeatsHeading =
        block.heading().filter(first -> isHeadingOf(match.section(), first)).isPresent();
    if (repeatsHeading) {
      Found found = Found.of(match).and("the content repeats the heading, which is left out");
      return appendTo(match.section(), block.body(), found);
    }
    return appendTo(match.section(), block, Found.of(match));
  }

  private static boolean isHeadingOf(Section section, HeadingText heading) {
    return section.level() == heading.level() && sameTitle(section, heading);
  }

  private static boolean sameTitle(Section section, HeadingText heading) {
    return new HeadingText(section.level(), section.title())
        .normalised()
        .equals(heading.normalised());
  }

  private Placement appendTo(Section section, ContentBlock block, Found found) {
    List<String> present =
        document.lines().subList(section.start(), section.end()).stream().map(Line::text).toList();
    if (block.isEmpty() || TextBlocks.contains(present, block.lines())) {
      return Refusals.alreadyThere();
    }
    int at = document.endOfText(section.bodyStart(), section.end());
    if (document.verbatimSplitAt(at).isPresent()) {
      return Refusals.openBlock();
    }
    LineChange change =
        LineChange.insertion(Kind.APPEND, at, block, section.start(), section.bodyStart());
    Found noted =
        document
            .sectionAt(at - 1)
            .filter(inner -> inner.start() != section.start())
            .map(inner -> found.and("stands at the end of its subsection '" + inner.title() + "'"))
            .orElse(found);
    return new Placed(change, noted.how(), noted.note());
  }

  /** Where a new section goes: a place, how it was found, and the heading that it stands under. */
  private record Spot(int at, Found found, OptionalInt parent) {}

  Placement add(Edit edit) {
    ContentBlock block = ContentBlock.of(edit.content());
    Optional<Refused> problem = Refusals.contentProblem(block);
    if (problem.isPresent()) {
      return problem.get();
    }
    Optional<HeadingText> heading = block.heading().filter(first -> !first.title().isBlank());
    if (heading.isEmpty()) {
      return new Refused(
          NotAppliedReason.INCOMPLETE, "the content of a new section must start with its heading");
    }
    Spot spot = spot(edit.afterSection(), block.topLevel(), heading.get().level());
    Optional<Section> twin = twin(heading.get(), spot.parent());
    if (twin.isPresent()) {
      boolean exact = twin.get().title().equals(heading.get().title());
      return appendTo(
          twin.get(),
          block.body(),
          Found.of(new SectionMatch(twin.get(), exact, 1))
              .and("the section is there already and was added to"));
    }
    if (document.verbatimSplitAt(spot.at()).isPresent()) {
      return Refusals.openBlock();
    }
    LineChange change = LineChange.insertion(Kind.SECTION, spot.at(), block, 0, 0);
    return new Placed(change, spot.found().how(), spot.found().note());
  }

  private Spot spot(Optional<String> afterSection, int topLevel, int level) {
    Optional<SectionMatch> after = afterSection.flatMap(document::find);
    int at = after.map(match -> behind(match.section(), topLevel)).orElse(endOfFile());
    Found found =
        after
            .map(Found::of)
            .orElseGet(
                () ->
                    new Found(
                        AnchorMatch.END_OF_FILE,
                        afterSection
                            .map(h -> "there is no section '" + h.strip() + "' to go after")
                            .orElse("")));
    return new Spot(at, found, parentAt(at, level));
  }

  /** Deeper sections that follow stay with the section that they belong to. */
  private int behind(Section section, int topLevel) {
    int at = section.end();
    for (Section next : document.sections()) {
      if (next.start() == at && next.level() > topLevel) {
        at = next.end();
      }
    }
    return at == document.lines().size() ? endOfFile() : at;
  }

  private int endOfFile() {
    return document.endOfText(document.bodyStart(), document.lines().size());
  }

  private OptionalInt parentAt(int at, int level) {
    return document.sections().stream()
        .filter(s -> s.start() < at && at <= s.end() && s.level() < level)
        .mapToInt(Section::start)
        .reduce((outer, inner) -> inner);
  }

  private Optional<Section> twin(HeadingText heading, OptionalInt parent) {
    return document.sections().stream()
        .filter(s -> isHeadingOf(s, heading) && s.parent().equals(parent))
        .findFirst();
  }

  Placement delete(Edit edit) {
    String heading = edit.targetSection().orElse("");
    if (heading.isBlank()) {
      return Refusals.missing("target_section");
    }
    Optional<SectionMatch> match = document.find(heading);
    if (match.isEmpty()) {
      return Refusals.noSection(heading);
    }
    Section section = match.get().section();
    Found found = Found.of(match.get());
    LineChange change =
        LineChange.deletion(
            section.start(), document.endOfText(section.bodyStart(), section.end()));
    return new Placed(change, found.how(), found.note());
  }
}
