// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars as SVG.
 *
 * @param title above the bars
 * @param bars from top to bottom
 */
record BarChart(String title, List<Bar> bars) {

  /**
   * One bar.
   *
   * @param label before it
   * @param value its length; not negative
   * @param stressed whether it is what the chart is about
   */
  record Bar(String label, double value, boolean stressed) {}

  private static final int LABELS = 300;
  private static final int WIDTH = 420;
  private static final int ROW = 24;
  private static final int TOP = 40;

  BarChart {
    bars = List.copyOf(bars);
  }

  /** Returns a chart of one column of the rows; rows without a number there are left out. */
  static BarChart of(String title, List<Row> rows, String column, String stressedWord) {
    List<Bar> bars = new ArrayList<>();
    for (Row row : rows) {
      if (!Double.isNaN(row.number(column))) {
        bars.add(
            new Bar(row.subject(), row.number(column), row.subject().startsWith(stressedWord)));
      }
    }
    return new BarChart(title, bars);
  }

  /** Returns the chart as a document of its own. */
  String svg() {
    double largest =
        Math.max(Double.MIN_NORMAL, bars.stream().mapToDouble(Bar::value).max().orElse(0));
    int height = TOP + ROW * bars.size() + 10;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                + "<text x=\"10\" y=\"24\" font-size=\"15\" fill=\"#222222\">%s</text>%n",
            LABELS + WIDTH + 90,
            height,
            LABELS + WIDTH + 90,
            height,
            escaped(title)));
    for (int i = 0; i < bars.size(); i++) {
      svg.append(bar(bars.get(i), TOP + i * ROW, largest));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String bar(Bar bar, int y, double largest) {
    double length = Math.max(1, bar.value() / largest * WIDTH);
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#222222\">%s</text>%n"
            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n"
            + "<text x=\"%.1f\" y=\"%d\" fill=\"#222222\">%s</text>%n",
        LABELS - 8,
        y + 15,
        escaped(bar.label()),
        LABELS,
        y + 2,
        length,
        ROW - 6,
        bar.stressed() ? "#1f6feb" : "#9aa4b2",
        LABELS + length + 6,
        y + 15,
        escaped(RowTable.text(bar.value())));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
