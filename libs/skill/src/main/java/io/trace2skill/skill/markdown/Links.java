// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Finds where a file leads to. */
public final class Links {

  private static final Parser PARSER =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(BlockScanner.MAX_NESTING)
          .build();

  private static final Pattern REFERENCE = Pattern.compile("references/[A-Za-z0-9._-]+\\.md");

  private Links() {}

  /** Returns the links and images of the file in order, those in code left out. */
  public static List<Link> of(MarkdownDocument document) {
    List<Link> links = new ArrayList<>();
    Node root = PARSER.parse(document.body());
    int line = document.bodyStart();
    for (Node node = root; node != null; node = next(node, root)) {
      if (node instanceof Block block && !block.getSourceSpans().isEmpty()) {
        line = document.bodyStart() + block.getSourceSpans().get(0).getLineIndex();
      } else if (node instanceof org.commonmark.node.Link link) {
        links.add(new Link(link.getDestination(), line));
      } else if (node instanceof Image image) {
        links.add(new Link(image.getDestination(), line));
      }
    }
    return List.copyOf(links);
  }

  /** Returns the paths of reference files that the text after the front matter names anywhere. */
  public static Set<String> mentions(MarkdownDocument document) {
    Set<String> paths = new TreeSet<>();
    Matcher named = REFERENCE.matcher(document.body());
    while (named.find()) {
      paths.add(named.group());
    }
    return paths;
  }

  /** Walks without recursion: how deep inline nodes nest is up to whoever wrote the text. */
  private static @Nullable Node next(Node node, Node root) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    Node up = node;
    while (up != null && up != root && up.getNext() == null) {
      up = up.getParent();
    }
    return up == null || up == root ? null : up.getNext();
  }
}
