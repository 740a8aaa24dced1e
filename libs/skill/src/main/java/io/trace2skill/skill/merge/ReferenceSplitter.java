// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Cuts a reference file that is too long into parts. Cuts fall between blocks or items of a list
 * only, and never below a heading, so that no sentence, table or code is torn; a single block that
 * is longer than a part stays whole.
 */
final class ReferenceSplitter {

  /** Lines that the title of a further part takes. */
  private static final int TITLE_LINES = 2;

  private final Parser parser =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
  private final int maxLines;

  ReferenceSplitter(int maxLines) {
    this.maxLines = maxLines;
  }

  /**
   * Returns the texts of the parts, the text itself when it is short enough.
   *
   * @param title what further parts are called, before their number
   * @param next number of the first further part
   */
  List<String> split(String text, String title, int next) {
    List<String> lines = text.lines().toList();
    if (lines.size() <= maxLines) {
      return List.of(text);
    }
    NavigableSet<Integer> cuts = cuts(text);
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < lines.size()) {
      String head =
          parts.isEmpty() ? "" : "# " + title + " (" + (parts.size() - 1 + next) + ")\n\n";
      int room = maxLines - (parts.isEmpty() ? 0 : TITLE_LINES);
      int to = lines.size() - from <= room ? lines.size() : cutBetween(from, from + room, cuts);
      parts.add(head + String.join("\n", lines.subList(from, to)).strip() + "\n");
      from = to;
    }
    return parts;
  }

  /** Returns the last cut in the range, or else the first one after it. */
  private static int cutBetween(int from, int last, NavigableSet<Integer> cuts) {
    Integer cut = cuts.floor(last);
    return cut != null && cut > from ? cut : cuts.higher(from);
  }

  /** Returns the lines, from 0, before which the text may be cut; the end of the text is one. */
  private NavigableSet<Integer> cuts(String text) {
    NavigableSet<Integer> cuts = new TreeSet<>();
    cuts.add(Math.toIntExact(text.lines().count()));
    for (Node block = parser.parse(text).getFirstChild(); block != null; block = block.getNext()) {
      addStart(block, cuts);
      if (block instanceof ListBlock) {
        // The first item starts where the list does.
        for (Node item = block.getFirstChild().getNext(); item != null; item = item.getNext()) {
          addStart(item, cuts);
        }
      }
    }
    return cuts;
  }

  /** A heading stays with what stands under it. */
  private static void addStart(Node node, NavigableSet<Integer> cuts) {
    if (!(node.getPrevious() instanceof Heading) && !node.getSourceSpans().isEmpty()) {
      cuts.add(node.getSourceSpans().get(0).getLineIndex());
    }
  }
}
