// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceSplitterTest {

  private final ReferenceSplitter splitter = new ReferenceSplitter(10);

  @Test
  void leavesAShortFileAsItIs() {
    String text = "# A\r\n\r\n- one\r\n";

    assertThat(splitter.split(text, "A", 2)).containsExactly(text);
  }

  @Test
  void cutsBetweenItemsAndTitlesTheParts() {
    List<String> parts = splitter.split("# A\n\n" + items(20), "A", 2);

    assertThat(parts)
        .containsExactly(
            "# A\n\n" + items(1, 8), "# A (2)\n\n" + items(9, 16), "# A (3)\n\n" + items(17, 20));
  }

  @Test
  void neverCutsInsideCode() {
    String code = "```\n# no heading\n\n- no item\n\nx\n```\n";

    List<String> parts = splitter.split("# A\n\n" + items(3) + "\n" + code, "A", 2);

    assertThat(parts).containsExactly("# A\n\n" + items(3), "# A (2)\n\n" + code);
  }

  @Test
  void keepsABlockWholeThatIsLongerThanAPart() {
    String code = "```\n" + "x\n".repeat(20) + "```\n";

    List<String> parts = splitter.split("# A\n\n" + code + "\n" + items(2), "A", 2);

    assertThat(parts).containsExactly("# A\n\n" + code, "# A (2)\n\n" + items(2));
  }

  @Test
  void keepsAHeadingWithWhatStandsUnderIt() {
    List<String> parts = splitter.split("# A\n\n" + items(5) + "\n## B\n\n" + items(3), "A", 2);

    assertThat(parts).containsExactly("# A\n\n" + items(5), "# A (2)\n\n## B\n\n" + items(3));
  }

  @Test
  void keepsAnItemWithItsContinuation() {
    String item = "- one\n\n  more of one\n  and more\n";

    List<String> parts = splitter.split("# A\n\n" + item + item + item, "A", 2);

    assertThat(parts).hasSize(2);
    assertThat(parts.get(1)).startsWith("# A (2)\n\n- one\n");
  }

  private static String items(int count) {
    return items(1, count);
  }

  private static String items(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "- item " + i + "\n")
        .collect(Collectors.joining());
  }
}
