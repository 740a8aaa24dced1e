// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The merge tree of a window as a picture: leaves at the bottom, one for each patch, the root on
 * top. Levels with too many nodes to tell apart are drawn as a band. The shape follows from the
 * number of leaves and the fan-in alone.
 */
final class MergeTreePicture {

  private static final int MAX_DOTS = 200;
  private static final double LEFT = 190;
  private static final double RIGHT = 1000;
  private static final double ROW = 58;
  private static final double TOP = 28;

  private final int fanIn;
  private final List<Integer> sizes = new ArrayList<>();

  /**
   * @param leaves patches of the window, at least 1
   * @param fanIn most that one merge takes, at least 2
   */
  MergeTreePicture(int leaves, int fanIn) {
    this.fanIn = fanIn;
    for (int size = leaves; size > 1; size = (size + fanIn - 1) / fanIn) {
      sizes.add(size);
    }
    sizes.add(1);
  }

  /** Returns the tree in words, for who cannot see it. */
  String description() {
    if (sizes.size() == 1) {
      return "One patch, so nothing had to be merged.";
    }
    StringBuilder text = new StringBuilder();
    text.append(Texts.count(sizes.get(0), "patch", "patches"));
    for (int level = 1; level < sizes.size(); level++) {
      text.append(", merged into ").append(sizes.get(level));
    }
    return text.append(", at most ").append(fanIn).append(" at a time.").toString();
  }

  /** Writes the picture. */
  void write(Html html) {
    double height = TOP + ROW * (sizes.size() - 1) + 30;
    html.open(
        "svg",
        "viewBox",
        "0 0 1010 " + number(height),
        "role",
        "img",
        "aria-label",
        "Merge tree. " + description());
    for (int level = 1; level < sizes.size(); level++) {
      edges(html, level);
    }
    for (int level = 0; level < sizes.size(); level++) {
      nodes(html, level);
    }
    html.closeLine();
  }

  private void edges(Html html, int level) {
    if (isBand(level - 1)) {
      html.empty(
          "polygon",
          "class",
          "flow",
          "points",
          "%s,%s %s,%s %s,%s %s,%s"
              .formatted(
                  number(left(level - 1)), number(y(level - 1)),
                  number(right(level - 1)), number(y(level - 1)),
                  number(right(level)), number(y(level)),
                  number(left(level)), number(y(level))));
      return;
    }
    for (int child = 0; child < sizes.get(level - 1); child++) {
      html.empty(
          "line",
          "x1",
          number(x(level - 1, child)),
          "y1",
          number(y(level - 1)),
          "x2",
          number(x(level, child / fanIn)),
          "y2",
          number(y(level)));
    }
  }

  private void nodes(Html html, int level) {
    html.element("text", label(level), "x", "0", "y", number(y(level) + 4.5));
    if (isBand(level)) {
      html.empty(
          "rect",
          "class",
          "band",
          "x",
          number(left(level)),
          "y",
          number(y(level) - 5),
          "width",
          number(right(level) - left(level)),
          "height",
          "10",
          "rx",
          "5");
      return;
    }
    double radius = sizes.get(level) > 80 ? 2.6 : sizes.get(level) > 40 ? 4 : 6;
    for (int index = 0; index < sizes.get(level); index++) {
      html.empty(
          "circle",
          "class",
          level == 0 ? "leaf" : children(level, index) == 1 ? "pass" : "merge",
          "cx",
          number(x(level, index)),
          "cy",
          number(y(level)),
          "r",
          number(level == 0 ? radius : radius + 1.5));
    }
  }

  private String label(int level) {
    if (level == 0) {
      return Texts.count(sizes.get(0), "patch", "patches");
    }
    int merges = 0;
    for (int index = 0; index < sizes.get(level); index++) {
      merges += children(level, index) > 1 ? 1 : 0;
    }
    return "level " + level + ": " + Texts.count(merges, "merge", "merges");
  }

  private int children(int level, int index) {
    return Math.min(fanIn, sizes.get(level - 1) - index * fanIn);
  }

  private boolean isBand(int level) {
    return sizes.get(level) > MAX_DOTS;
  }

  private double left(int level) {
    return x(level, 0);
  }

  private double right(int level) {
    return x(level, sizes.get(level) - 1);
  }

  /** A node stands above the middle of its leaves. */
  private double x(int level, int index) {
    double span = Math.pow(fanIn, level);
    double first = index * span;
    double last = Math.min(sizes.get(0), (index + 1) * span) - 1;
    return LEFT + (RIGHT - LEFT) * ((first + last) / 2 + 0.5) / sizes.get(0);
  }

  private double y(int level) {
    return TOP + ROW * (sizes.size() - 1 - level);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
