// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders the Markdown of a lesson for the page. Lessons come from outside: HTML in them is shown,
 * not obeyed, and links and images become text, so that a page never leads or fetches anywhere.
 */
final class LessonText {

  private final Parser parser = Parser.builder().build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).softbreak("\n").build();

  /** Returns the text as HTML that may stand in a block. */
  String toHtml(String markdown) {
    Node document = parser.parse(markdown);
    document.accept(new LinksToText());
    return renderer.render(document);
  }

  private static final class LinksToText extends AbstractVisitor {

    @Override
    public void visit(Link link) {
      visitChildren(link);
      unwrap(link, link.getDestination());
    }

    @Override
    public void visit(Image image) {
      visitChildren(image);
      unwrap(image, image.getDestination());
    }

    private static void unwrap(Node node, String destination) {
      Node after = new Text(" (" + destination + ")");
      node.insertAfter(after);
      for (Node child : children(node)) {
        after.insertBefore(child);
      }
      node.unlink();
    }

    private static List<Node> children(Node node) {
      List<Node> children = new ArrayList<>();
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        children.add(child);
      }
      return children;
    }
  }
}
