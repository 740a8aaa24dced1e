// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.apply.LineChange.Kind;
import io.trace2skill.skill.apply.LineJoint.Closeness;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a file with changes. Lines that no change touches are copied as they are; blank lines are
 * put in only where old and new lines meet.
 */
final class DocumentWriter {

  /** Deeper headings first, so that a new section never takes in what belongs to the one before. */
  private static final Comparator<AcceptedChange> AT_ONE_POINT =
      Comparator.comparingInt((AcceptedChange c) -> c.change().topLevel() == 0 ? 0 : 1)
          .thenComparingInt(c -> -c.change().topLevel())
          .thenComparing(c -> c.change().kind())
          .thenComparingInt(AcceptedChange::rank);

  private final MarkdownDocument document;
  private final List<AcceptedChange> changes;
  private final List<Line> out = new ArrayList<>();
  private final int[] newLines;
  private boolean afterHeading;
  private Optional<Closeness> joint = Optional.empty();

  DocumentWriter(MarkdownDocument document, List<AcceptedChange> changes) {
    this.document = document;
    this.changes = changes;
    this.newLines = new int[document.lines().size()];
    Arrays.fill(newLines, -1);
    write();
  }

  /** Returns the changed file. */
  String text() {
    return out.stream().map(line -> line.text() + line.ending()).collect(Collectors.joining());
  }

  /** Returns the line that an original line is now; -1 for one that was replaced or deleted. */
  int newLine(int line) {
    return newLines[line];
  }

  private void write() {
    boolean[] dropped = droppedLines();
    for (int i = 0; i <= dropped.length; i++) {
      insertionsAt(i).forEach(block -> addBlock(block.change()));
      int line = i;
      changes.stream()
          .filter(c -> c.change().kind() == Kind.REPLACE && c.change().from() == line)
          .forEach(c -> addBlock(c.change()));
      if (i < dropped.length && dropped[i]) {
        joint = joint.or(() -> deletes(line) ? Optional.of(Closeness.REPLACED) : Optional.empty());
      } else if (i < dropped.length) {
        add(document.lines().get(i), document.isHeading(i));
        newLines[i] = out.size() - 1;
      }
    }
  }

  private boolean deletes(int line) {
    return changes.stream()
        .map(AcceptedChange::change)
        .noneMatch(c -> c.kind() == Kind.REPLACE && c.from() <= line && line < c.to());
  }

  private boolean[] droppedLines() {
    boolean[] dropped = new boolean[document.lines().size()];
    for (AcceptedChange accepted : changes) {
      LineChange change = accepted.change();
      Arrays.fill(dropped, change.from(), change.to(), true);
      if (change.kind() == Kind.DELETE) {
        dropBlanksBefore(change, dropped);
      }
    }
    return dropped;
  }

  /** Only where blank lines or the end of the file follow: the neighbours stay apart. */
  private void dropBlanksBefore(LineChange deletion, boolean[] dropped) {
    List<Line> lines = document.lines();
    if (deletion.to() < lines.size() && !lines.get(deletion.to()).isBlank()) {
      return;
    }
    int line = deletion.from() - 1;
    while (line >= document.bodyStart() && lines.get(line).isBlank()) {
      dropped[line--] = true;
    }
  }

  /** Text that goes into a new section follows its heading. */
  private List<AcceptedChange> insertionsAt(int line) {
    List<AcceptedChange> here =
        changes.stream()
            .filter(c -> c.change().isInsertion() && c.change().from() == line)
            .sorted(AT_ONE_POINT)
            .toList();
    Map<Integer, List<AcceptedChange>> members =
        here.stream()
            .filter(change -> !change.bringsHeading())
            .sorted(Comparator.comparingInt(AcceptedChange::rank))
            .collect(Collectors.groupingBy(AcceptedChange::section));
    List<AcceptedChange> ordered = new ArrayList<>();
    for (AcceptedChange head : here) {
      if (head.bringsHeading()) {
        ordered.add(head);
        ordered.addAll(members.getOrDefault(head.rank(), List.of()));
      }
    }
    return ordered;
  }

  private void addBlock(LineChange change) {
    // Every line counts in code, and nothing in it is a heading.
    boolean code = isWithinCode(change);
    MarkdownDocument block = MarkdownDocument.fragment(String.join("\n", change.lines()));
    joint = code ? Optional.empty() : Optional.of(closeness(change.kind()));
    for (int i = 0; i < change.lines().size(); i++) {
      Line line = new Line(change.lines().get(i), document.lineEnding());
      add(line, !code && block.isHeading(i));
    }
    boolean replaced = change.kind() == Kind.REPLACE;
    joint =
        code ? Optional.empty() : Optional.of(replaced ? Closeness.REPLACED : Closeness.INSERTED);
  }

  private boolean isWithinCode(LineChange change) {
    return change.kind() == Kind.REPLACE
        && document.verbatimBlocks().stream()
            .anyMatch(block -> block.start() <= change.from() && change.to() <= block.end());
  }

  private static Closeness closeness(Kind kind) {
    return switch (kind) {
      case APPEND, SECTION -> Closeness.APPENDED;
      case INSERT_AFTER, INSERT_BEFORE -> Closeness.INSERTED;
      case REPLACE, DELETE -> Closeness.REPLACED;
    };
  }

  private void add(Line line, boolean heading) {
    if (!out.isEmpty()) {
      endLastLine();
      Line last = out.get(out.size() - 1);
      if (joint.isPresent()
          && new LineJoint(last.text(), afterHeading, line.text(), heading)
              .needsBlankLine(joint.get())) {
        out.add(new Line("", document.lineEnding()));
      }
    }
    joint = Optional.empty();
    out.add(line);
    afterHeading = heading;
  }

  private void endLastLine() {
    Line last = out.get(out.size() - 1);
    if (last.ending().isEmpty()) {
      out.set(out.size() - 1, new Line(last.text(), document.lineEnding()));
    }
  }
}
