// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Markdown file as lines, with an index of its front matter, sections and verbatim blocks. Any
 * text is a document, and {@link #text()} gives it back unchanged. Lines count from 0. Immutable.
 */
public final class MarkdownDocument {

  static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<Line> lines;
  private final Optional<FrontMatter> frontMatter;
  private final List<Section> sections;
  private final List<VerbatimBlock> verbatim;

  private MarkdownDocument(
      List<Line> lines,
      Optional<FrontMatter> frontMatter,
      List<Section> sections,
      List<VerbatimBlock> verbatim) {
    this.lines = lines;
    this.frontMatter = frontMatter;
    this.sections = List.copyOf(sections);
    this.verbatim = List.copyOf(verbatim);
  }

  /** Reads a file; never fails. */
  public static MarkdownDocument parse(String text) {
    List<Line> lines = Line.split(text);
    return index(lines, FrontMatter.of(lines));
  }

  /** Reads a piece of a file, in which {@code ---} starts no front matter; never fails. */
  public static MarkdownDocument fragment(String text) {
    return index(Line.split(text), Optional.empty());
  }

  private static MarkdownDocument index(List<Line> lines, Optional<FrontMatter> frontMatter) {
    int bodyStart = frontMatter.map(FrontMatter::lines).orElse(0);
    BlockScanner blocks = new BlockScanner(lines, bodyStart);
    return new MarkdownDocument(
        lines, frontMatter, SectionIndex.build(blocks.headings(), lines), blocks.verbatim());
  }

  /** Returns the file as it was read. */
  public String text() {
    return lines.stream().map(line -> line.text() + line.ending()).collect(Collectors.joining());
  }

  /** Returns the lines of the file. */
  public List<Line> lines() {
    return lines;
  }

  /** Returns the line end to use for new lines: that of the first line, {@code \n} without one. */
  public String lineEnding() {
    return lines.isEmpty() || lines.get(0).ending().isEmpty() ? "\n" : lines.get(0).ending();
  }

  /** Returns the front matter, if the file starts with one. */
  public Optional<FrontMatter> frontMatter() {
    return frontMatter;
  }

  /** Returns the first line after the front matter. */
  public int bodyStart() {
    return frontMatter.map(FrontMatter::lines).orElse(0);
  }

  /** Returns the text after the front matter, with {@code \n} at the end of every line. */
  public String body() {
    return body(lines, bodyStart());
  }

  static String body(List<Line> lines, int bodyStart) {
    String body =
        lines.subList(bodyStart, lines.size()).stream()
            .map(line -> line.text() + "\n")
            .collect(Collectors.joining());
    return body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body;
  }

  /** Returns the sections in the order of their headings; subsections follow their parent. */
  public List<Section> sections() {
    return sections;
  }

  /** Returns code fences and HTML blocks in order. */
  public List<VerbatimBlock> verbatimBlocks() {
    return verbatim;
  }

  /** Returns the block that text put before that line would become part of. */
  public Optional<VerbatimBlock> verbatimSplitAt(int line) {
    return verbatim.stream().filter(block -> block.splitAt(line)).findFirst();
  }

  /** Returns whether the line is a heading or a part of one. */
  public boolean isHeading(int line) {
    return sections.stream().anyMatch(s -> s.start() <= line && line < s.bodyStart());
  }

  /** Returns the innermost section that the line belongs to. */
  public Optional<Section> sectionAt(int line) {
    return sections.stream()
        .filter(section -> section.start() <= line && line < section.end())
        .reduce((outer, inner) -> inner);
  }

  /**
   * Returns the section of that heading: exactly that one, else the first that differs in nothing
   * but white space, case and level.
   *
   * @param heading with or without its leading {@code #}
   */
  public Optional<SectionMatch> find(String heading) {
    return SectionIndex.find(sections, heading);
  }

  /** Returns the headings that the section stands under, the outermost first, and its own last. */
  public List<String> path(Section section) {
    return sections.stream()
        .filter(outer -> outer.start() <= section.start() && section.start() < outer.end())
        .map(outer -> new HeadingText(outer.level(), outer.title()).normalised())
        .toList();
  }

  /** Returns the line after the last line from {@code start} on, before {@code end}, with text. */
  public int endOfText(int start, int end) {
    int line = end;
    while (line > start && lines.get(line - 1).isBlank()) {
      line--;
    }
    return line;
  }
}
