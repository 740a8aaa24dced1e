// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import io.trace2skill.skill.markdown.VerbatimBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks whether a changed file still means, outside the changes, what it meant: its headings, their
 * order under each other, and its code.
 */
final class StructureGuard {

  private final MarkdownDocument before;
  private final MarkdownDocument after;
  private final DocumentWriter written;
  private final Map<Integer, Section> sectionByLine;

  StructureGuard(MarkdownDocument before, DocumentWriter written) {
    this.before = before;
    this.after = MarkdownDocument.parse(written.text());
    this.written = written;
    this.sectionByLine =
        after.sections().stream().collect(Collectors.toMap(Section::start, Function.identity()));
  }

  /** Returns what the changes broke, for a person; empty when nothing is broken. */
  Optional<String> damage() {
    return emptied()
        .or(this::openedBlock)
        .or(this::brokenHeading)
        .or(this::newHeadingOfOldText)
        .or(this::brokenBlock)
        .or(this::doubledHeading);
  }

  private Optional<String> emptied() {
    boolean frontMatterKept =
        before.frontMatter().equals(after.frontMatter())
            || before.endOfText(0, before.lines().size()) == 0;
    if (!frontMatterKept) {
      return Optional.of("the front matter would change");
    }
    int end = after.endOfText(after.bodyStart(), after.lines().size());
    return end == after.bodyStart()
        ? Optional.of("the file would have no text left")
        : Optional.empty();
  }

  private Optional<String> openedBlock() {
    return open(after) > open(before)
        ? Optional.of("a code fence or comment would stay open")
        : Optional.empty();
  }

  private static long open(MarkdownDocument document) {
    return document.verbatimBlocks().stream().filter(block -> !block.closed()).count();
  }

  private Optional<String> brokenHeading() {
    for (Section section : before.sections()) {
      if (!isKept(section.start(), section.bodyStart())) {
        continue;
      }
      Section now = sectionByLine.get(written.newLine(section.start()));
      if (now == null || now.level() != section.level() || !now.title().equals(section.title())) {
        return Optional.of("'" + section.title() + "' would no longer be that heading");
      }
      if (hasNewParent(section, now)) {
        return Optional.of("'" + section.title() + "' would come under another heading");
      }
    }
    return Optional.empty();
  }

  private boolean hasNewParent(Section section, Section now) {
    OptionalInt parent = section.parent();
    if (parent.isEmpty()) {
      return now.parent().isPresent();
    }
    int line = written.newLine(parent.getAsInt());
    return line >= 0 && now.parent().orElse(-1) != line;
  }

  /** An underline put below a sentence makes a heading of it. */
  private Optional<String> newHeadingOfOldText() {
    for (int line = 0; line < before.lines().size(); line++) {
      int now = written.newLine(line);
      if (now >= 0 && after.isHeading(now) && !before.isHeading(line)) {
        return Optional.of("line " + (line + 1) + " would become a heading");
      }
    }
    return Optional.empty();
  }

  private Optional<String> brokenBlock() {
    Set<VerbatimBlock> blocks = Set.copyOf(after.verbatimBlocks());
    for (VerbatimBlock block : before.verbatimBlocks()) {
      // With both fences kept, code inside may change but not end the block.
      if (isKept(block.start(), block.start() + 1) && isKept(block.end() - 1, block.end())) {
        int start = written.newLine(block.start());
        int end = written.newLine(block.end() - 1) + 1;
        if (!blocks.contains(new VerbatimBlock(start, end, block.closed()))) {
          return Optional.of("the code from line " + (block.start() + 1) + " on would change");
        }
      }
    }
    return Optional.empty();
  }

  private boolean isKept(int from, int to) {
    return IntStream.range(from, to).allMatch(line -> written.newLine(line) >= 0);
  }

  /** Headings that were double before are not the edit's fault. */
  private Optional<String> doubledHeading() {
    Set<Integer> kept =
        before.sections().stream()
            .map(section -> written.newLine(section.start()))
            .collect(Collectors.toSet());
    Map<List<Object>, Section> first = new HashMap<>();
    for (Section section : after.sections()) {
      List<Object> key = List.of(section.parent(), section.level(), section.title());
      Section twin = first.putIfAbsent(key, section);
      if (twin != null && !(kept.contains(twin.start()) && kept.contains(section.start()))) {
        return Optional.of("there would be a second heading '" + section.title() + "'");
      }
    }
    return Optional.empty();
  }
}
