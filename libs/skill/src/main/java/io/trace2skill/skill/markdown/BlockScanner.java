// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Finds headings and verbatim blocks as CommonMark defines them. */
final class BlockScanner {

  /** Deeper nesting is text: no skill needs it, and a hostile one must not exhaust the stack. */
  static final int MAX_NESTING = 50;

  private static final Parser BLOCKS =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(MAX_NESTING)
          .inlineParserFactory(context -> (lines, block) -> {})
          .build();

  /**
   * A heading before its section is known.
   *
   * @param level 1 to 6
   * @param start its first line, from 0
   * @param end the line after it
   */
  record HeadingLines(int level, int start, int end) {}

  private final List<Line> lines;
  private final int offset;
  private final List<HeadingLines> headings = new ArrayList<>();
  private final List<VerbatimBlock> verbatim = new ArrayList<>();

  /**
   * @param lines the whole file
   * @param bodyStart the first line after the front matter
   */
  BlockScanner(List<Line> lines, int bodyStart) {
    this.lines = lines;
    this.offset = bodyStart;
    collect(BLOCKS.parse(MarkdownDocument.body(lines, bodyStart)), true);
  }

  List<HeadingLines> headings() {
    return headings;
  }

  List<VerbatimBlock> verbatim() {
    return verbatim;
  }

  /** Only headings of the document itself make sections; one in a quote or a list does not. */
  private void collect(Node parent, boolean top) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        if (top) {
          headings.add(new HeadingLines(heading.getLevel(), firstLine(heading), endLine(heading)));
        }
      } else if (node instanceof FencedCodeBlock fence) {
        add(fence, fence.getClosingFenceLength() != null);
      } else if (node instanceof HtmlBlock html) {
        add(html, isClosed(html.getLiteral()));
      } else {
        collect(node, false);
      }
    }
  }

  private void add(Block block, boolean closed) {
    int end = endLine(block);
    boolean toTheEnd = !closed && lines.subList(end, lines.size()).stream().allMatch(Line::isBlank);
    verbatim.add(new VerbatimBlock(firstLine(block), toTheEnd ? lines.size() : end, closed));
  }

  private static boolean isClosed(String html) {
    return !html.stripLeading().startsWith("<!--") || html.contains("-->");
  }

  private int firstLine(Block block) {
    return offset + block.getSourceSpans().get(0).getLineIndex();
  }

  private int endLine(Block block) {
    List<SourceSpan> spans = block.getSourceSpans();
    return offset + spans.get(spans.size() - 1).getLineIndex() + 1;
  }
}
