// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.apply.LineChange.Kind;
import io.trace2skill.skill.apply.Placement.Placed;
import io.trace2skill.skill.apply.Placement.Refused;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import io.trace2skill.skill.markdown.SectionMatch;
import io.trace2skill.skill.markdown.VerbatimBlock;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.List;
import java.util.Optional;

/** Places the operations that are anchored at a text: insert and replace. */
final class TextPlacer {

  private final MarkdownDocument document;
  private final AnchorResolver anchors;

  TextPlacer(MarkdownDocument document, AnchorResolver anchors) {
    this.document = document;
    this.anchors = anchors;
  }

  /** The lines to look at: those of the named section, else all after the front matter. */
  private record Area(int from, int to, Optional<SectionMatch> section) {}

  private Optional<Area> area(Edit edit) {
    Optional<String> heading = edit.targetSection().filter(h -> !h.isBlank());
    if (heading.isEmpty()) {
      return Optional.of(new Area(document.bodyStart(), document.lines().size(), Optional.empty()));
    }
    return heading
        .flatMap(document::find)
        .map(match -> new Area(match.section().start(), match.section().end(), Optional.of(match)));
  }

  Placement insert(Edit edit) {
    String target = edit.targetText().orElse("");
    if (target.isBlank()) {
      return Refusals.missing("target_text");
    }
    ContentBlock block = ContentBlock.of(edit.content());
    Optional<Refused> problem = Refusals.contentProblem(block);
    if (problem.isPresent()) {
      return problem.get();
    }
    Optional<Area> area = area(edit);
    if (area.isEmpty()) {
      return Refusals.noSection(edit.targetSection().orElse(""));
    }
    return anchors
        .resolve(document, area.get().from(), area.get().to(), target)
        .map(anchor -> insertAt(edit.op(), anchor, block, area.get()))
        .orElseGet(() -> notThere("target_text", area.get()));
  }

  private Placement insertAt(EditOp op, Anchor anchor, ContentBlock block, Area area) {
    boolean after = op == EditOp.INSERT_AFTER;
    int wanted = after ? anchor.lastLine() + 1 : anchor.firstLine();
    int outside = outOfHeading(outOfVerbatim(wanted, after), after);
    int at = new TableRows(document).place(outside, after, block);
    if (document.verbatimSplitAt(at).isPresent()) {
      return Refusals.openBlock();
    }
    if (TextBlocks.contains(around(anchor.firstLine()), block.lines())) {
      return Refusals.alreadyThere();
    }
    Found found = Found.of(anchor, area.section());
    Found noted =
        at == wanted ? found : found.and("moved to the edge of the block that holds the text");
    Kind kind = after ? Kind.INSERT_AFTER : Kind.INSERT_BEFORE;
    LineChange change =
        LineChange.insertion(kind, at, block, anchor.firstLine(), anchor.lastLine() + 1);
    return new Placed(change, noted.how(), noted.note());
  }

  private int outOfVerbatim(int at, boolean after) {
    Optional<VerbatimBlock> block = document.verbatimSplitAt(at);
    return block.map(b -> after ? b.end() : b.start()).orElse(at);
  }

  private int outOfHeading(int at, boolean after) {
    return document.sections().stream()
        .filter(section -> section.start() < at && at < section.bodyStart())
        .findFirst()
        .map(section -> after ? section.bodyStart() : section.start())
        .orElse(at);
  }

  private List<String> around(int line) {
    Optional<Section> section = document.sectionAt(line);
    int from = section.map(Section::start).orElse(document.bodyStart());
    int to = section.map(Section::end).orElse(document.lines().size());
    return texts(from, to);
  }

  Placement replace(Edit edit) {
    String oldText = edit.oldText().orElse("");
    if (oldText.isBlank()) {
      return Refusals.missing("old_text");
    }
    if (edit.content().isEmpty()) {
      return Refusals.missing("content");
    }
    String newText = edit.content().get();
    Optional<Area> area = area(edit);
    if (area.isEmpty()) {
      return Refusals.noSection(edit.targetSection().orElse(""));
    }
    int from = area.get().from();
    int to = area.get().to();
    Optional<Anchor> present = anchors.resolveVerbatim(document, from, to, newText);
    return anchors
        .resolve(document, from, to, oldText)
        .map(
            anchor ->
                present.filter(p -> covers(p, anchor)).isPresent()
                    ? Refusals.alreadyThere()
                    : replaceAt(anchor, oldText, newText, area.get()))
        .orElseGet(
            () -> present.isPresent() ? Refusals.alreadyThere() : notThere("old_text", area.get()));
  }

  /** True when the text to replace is found only inside of what would replace it. */
  private static boolean covers(Anchor present, Anchor old) {
    boolean startsBefore =
        present.firstLine() < old.firstLine()
            || (present.firstLine() == old.firstLine()
                && present.firstColumn() <= old.firstColumn());
    boolean endsAfter =
        old.lastLine() < present.lastLine()
            || (old.lastLine() == present.lastLine() && old.endColumn() <= present.endColumn());
    return startsBefore && endsAfter;
  }

  private Placement replaceAt(Anchor anchor, String oldText, String newText, Area area) {
    int from = anchor.firstLine();
    int to = anchor.lastLine() + 1;
    boolean verbatim = document.verbatimSplitAt(from + 1).isPresent();
    List<String> old = texts(from, to);
    List<String> lines = new Replacement(old, anchor, verbatim).with(oldText, newText);
    if (lines.equals(old)) {
      return Refusals.alreadyThere();
    }
    Found found = Found.of(anchor, area.section());
    return new Placed(LineChange.replacement(from, to, lines), found.how(), found.note());
  }

  private List<String> texts(int from, int to) {
    return document.lines().subList(from, to).stream().map(Line::text).toList();
  }

  private static Refused notThere(String part, Area area) {
    String where =
        area.section().map(m -> "section '" + m.section().title() + "'").orElse("the file");
    return new Refused(NotAppliedReason.UNPLACED, "the " + part + " is not in " + where);
  }
}
