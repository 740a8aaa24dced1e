// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MergeTreePictureTest {

  private static String draw(int leaves, int fanIn) {
    Html html = new Html();
    new MergeTreePicture(leaves, fanIn).write(html);
    return html.build();
  }

  @Test
  void drawsThePapersTree() {
    assertThat(new MergeTreePicture(323, 5).description())
        .isEqualTo(
            "323 patches, merged into 65, merged into 13, merged into 3, merged into 1,"
                + " at most 5 at a time.");
  }

  @Test
  void drawsACircleForEachNodeAndALineToItsParent() {
    String svg = draw(11, 5);

    assertThat(svg.split("<circle", -1)).hasSize(1 + 11 + 3 + 1);
    assertThat(svg.split("<line", -1)).hasSize(1 + 11 + 3);
  }

  @Test
  void aGroupOfOneIsNoMerge() {
    assertThat(draw(11, 5)).contains("level 1: 2 merges", "class=\"pass\"");
  }

  @Test
  void drawsABandWhereCirclesWouldRunTogether() {
    String svg = draw(10_000, 5);

    assertThat(svg).contains("class=\"band\"", "10,000 patches", "level 1: 2,000 merges");
    assertThat(svg).hasSizeLessThan(30_000);
  }

  @Test
  void onePatchNeedsNoMerge() {
    assertThat(draw(1, 5)).contains("nothing had to be merged");
  }
}
