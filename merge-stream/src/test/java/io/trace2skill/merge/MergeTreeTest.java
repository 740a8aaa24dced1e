// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.merge.MergeTree.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MergeTreeTest {

  @Test
  void threeHundredTwentyThreePatchesNeedFourLevels() {
    MergeTree tree = new MergeTree(5);
    List<Integer> sizes = IntStream.rangeClosed(0, 4).mapToObj(l -> tree.size(l, 323)).toList();
    assertThat(sizes).containsExactly(323, 65, 13, 3, 1);
    assertThat(tree.isRoot(new Node(4, 0), 323)).isTrue();
    assertThat(tree.isRoot(new Node(3, 0), 323)).isFalse();
  }

  @Test
  void oneLeafIsItsOwnRoot() {
    assertThat(new MergeTree(5).isRoot(new Node(0, 0), 1)).isTrue();
  }

  @Test
  void aMergeOfOneWouldNeverEnd() {
    assertThatThrownBy(() -> new MergeTree(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 100)
  void everyNodeHasExactlyOneParentWhichNamesItAsAChild(
      @ForAll @IntRange(min = 2, max = 9) int fanIn,
      @ForAll @IntRange(min = 1, max = 400) int leaves) {
    MergeTree tree = new MergeTree(fanIn);
    int level = 0;
    while (tree.size(level, leaves) > 1) {
      Set<Node> named = new HashSet<>();
      for (int i = 0; i < tree.size(level + 1, leaves); i++) {
        Node parent = new Node(level + 1, i);
        List<Node> children = tree.children(parent, leaves);
        assertThat(children).isNotEmpty().hasSizeLessThanOrEqualTo(fanIn);
        assertThat(children).allSatisfy(child -> assertThat(tree.parent(child)).isEqualTo(parent));
        assertThat(named).doesNotContainAnyElementsOf(children);
        named.addAll(children);
      }
      assertThat(named).hasSize(tree.size(level, leaves));
      level++;
    }
  }
}
