// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Arithmetic of a merge tree in which node {@code (level, index)} has the children {@code index*B}
 * to {@code index*B + B-1} of the level below. Pure.
 *
 * @param fanIn B, the most that one merge takes; at least 2
 */
record MergeTree(int fanIn) {

  MergeTree {
    if (fanIn < 2) {
      throw new IllegalArgumentException("a merge of fewer than two never ends: " + fanIn);
    }
  }

  /** A place in the tree; level 0 has the leaves. */
  record Node(int level, int index) {}

  Node parent(Node child) {
    return new Node(child.level() + 1, child.index() / fanIn);
  }

  /** Returns the children of a node when all are there, as long as more leaves may come. */
  List<Node> children(Node parent) {
    return childrenUpTo(parent, fanIn);
  }

  /** Returns the children of a node in the finished tree over so many leaves. */
  List<Node> children(Node parent, int leaves) {
    int below = size(parent.level() - 1, leaves) - parent.index() * fanIn;
    return childrenUpTo(parent, Math.min(fanIn, below));
  }

  private List<Node> childrenUpTo(Node parent, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Node(parent.level() - 1, parent.index() * fanIn + i))
        .toList();
  }

  /** Returns the number of nodes at a level of the finished tree over so many leaves. */
  int size(int level, int leaves) {
    int size = leaves;
    for (int i = 0; i < level; i++) {
      size = (size + fanIn - 1) / fanIn;
    }
    return size;
  }

  /** Returns whether the node is the root of the finished tree over so many leaves. */
  boolean isRoot(Node node, int leaves) {
    return node.index() == 0 && size(node.level(), leaves) == 1;
  }
}
