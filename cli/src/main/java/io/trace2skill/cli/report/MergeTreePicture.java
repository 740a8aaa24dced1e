// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Draws how patches were merged, level by level: a circle for each node, or a bar for many. */
final class MergeTreePicture {

  private static final int WIDTH = 900;
  private static final int LEVEL_HEIGHT = 64;
  private static final int MOST_CIRCLES = 90;

  private final List<Integer> sizes;
  private final List<Integer> merges;

  /**
   * @param patches number of leaves
   * @param mergesByLevel merges at level 1, 2, ...
   */
  MergeTreePicture(long patches, List<Integer> mergesByLevel) {
    this.merges = List.copyOf(mergesByLevel);
    this.sizes = new ArrayList<>();
    sizes.add((int) patches);
    sizes.addAll(mergesByLevel);
  }

  /** Returns an SVG element, or nothing when there was nothing to merge. */
  String svg() {
    if (sizes.get(0) == 0) {
      return "";
    }
    StringBuilder svg = new StringBuilder();
    int height = sizes.size() * LEVEL_HEIGHT;
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, height, Html.escape(summary())));
    for (int level = sizes.size() - 1; level > 0; level--) {
      edges(svg, level);
    }
    for (int level = 0; level < sizes.size(); level++) {
      nodes(svg, level);
    }
    return svg.append("</svg>").toString();
  }

  private String summary() {
    return "%d patches, merged in %d levels: %s".formatted(sizes.get(0), merges.size(), merges);
  }

  private void edges(StringBuilder svg, int level) {
    int parents = sizes.get(level);
    int children = sizes.get(level - 1);
    int drawn = Math.min(children, MOST_CIRCLES);
    for (int i = 0; i < drawn; i++) {
      int parent = Math.min(parents - 1, i * parents / drawn);
      svg.append(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
              .formatted(
                  x(i, drawn),
                  y(level - 1),
                  x(drawnIndex(parent, parents), drawn(parents)),
                  y(level)));
    }
  }

  private static int drawn(int nodes) {
    return Math.min(nodes, MOST_CIRCLES);
  }

  private static int drawnIndex(int index, int nodes) {
    return nodes <= MOST_CIRCLES ? index : index * MOST_CIRCLES / nodes;
  }

  private void nodes(StringBuilder svg, int level) {
    int drawn = drawn(sizes.get(level));
    for (int i = 0; i < drawn; i++) {
      svg.append(
          "<circle cx=\"%.1f\" cy=\"%d\" r=\"%d\"/>"
              .formatted(x(i, drawn), y(level), level == 0 ? 3 : 5));
    }
    String label = level == 0 ? sizes.get(0) + " patches" : sizes.get(level) + " merges";
    svg.append("<text x=\"8\" y=\"%d\">%s</text>".formatted(y(level) + 4, Html.escape(label)));
  }

  private static double x(int index, int count) {
    return 110 + (WIDTH - 130) * (index + 0.5) / count;
  }

  private int y(int level) {
    return (sizes.size() - 1 - level) * LEVEL_HEIGHT + LEVEL_HEIGHT / 2;
  }
}
