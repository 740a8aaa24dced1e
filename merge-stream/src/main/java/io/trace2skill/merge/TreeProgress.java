// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.MergeTaskKind;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import io.trace2skill.merge.MergeTree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves the merge tree of a window upward: a group is put to the engine as soon as it is complete,
 * whatever the rest of its level does. Stream thread only.
 */
final class TreeProgress {

  private final NodeStore nodes;
  private final MergeTasks tasks;

  TreeProgress(NodeStore nodes, MergeTasks tasks) {
    this.nodes = nodes;
    this.tasks = tasks;
  }

  /**
   * Takes the value of a node.
   *
   * @return the root, when this made it
   */
  Optional<Node> ready(WindowState window, Node node, MergedPatchRecord value) {
    nodes.put(WindowStore.id(window), node, value);
    return advance(window, node);
  }

  /**
   * Lets the partial groups go, because no leaf comes any more.
   *
   * @return the root, when it is there already
   */
  Optional<Node> flush(WindowState window) {
    WindowId id = WindowStore.id(window);
    Optional<Node> root = Optional.empty();
    for (Node node : nodes.nodes(id)) {
      if (nodes.holds(id, node)) {
        root = root.or(() -> advance(window, node));
      }
    }
    return root;
  }

  private Optional<Node> advance(WindowState window, Node node) {
    MergeTree tree = new MergeTree(window.getFanIn());
    boolean complete = window.getPhase() == WindowPhase.MERGING;
    if (complete && tree.isRoot(node, window.getLeaves())) {
      return Optional.of(node);
    }
    WindowId id = WindowStore.id(window);
    Node parent = tree.parent(node);
    List<Node> group = complete ? tree.children(parent, window.getLeaves()) : tree.children(parent);
    if (!nodes.holdsAll(id, group)) {
      return Optional.empty();
    }
    if (group.size() == 1) {
      return ready(window, parent, nodes.take(id, node));
    }
    tasks.submit(merge(window, parent, group));
    return Optional.empty();
  }

  private MergeTask merge(WindowState window, Node parent, List<Node> group) {
    List<MergedPatchRecord> values = new ArrayList<>();
    group.forEach(child -> values.add(nodes.take(WindowStore.id(window), child)));
    return MergeTask.newBuilder()
        .setKind(MergeTaskKind.MERGE)
        .setSkill(window.getSkill())
        .setWindow(window.getWindow())
        .setLevel(parent.level())
        .setIndex(parent.index())
        .setGroup(values)
        .build();
  }
}
