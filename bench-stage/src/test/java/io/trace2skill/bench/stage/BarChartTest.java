// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BarChartTest {

  @Test
  void barsAreAsLongAsTheirValues() throws Exception {
    List<Row> rows =
        List.of(
            Row.of("b", "raw <1>").with("rec/s", 100.0),
            Row.of("b", "stage & co").with("rec/s", 50.0),
            Row.of("b", "failed").with("failed", "why"));

    Document svg = parsed(BarChart.of("A title", rows, "rec/s", "stage").svg());

    NodeList bars = svg.getElementsByTagName("rect");
    assertThat(bars.getLength()).isEqualTo(1 + 2);
    assertThat(length(bars, 1)).isEqualTo(2 * length(bars, 2));
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("A title", "raw <1>", "stage & co", "50.0")
        .doesNotContain("failed");
  }

  private static double length(NodeList bars, int index) {
    return Double.parseDouble(((Element) bars.item(index)).getAttribute("width"));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
