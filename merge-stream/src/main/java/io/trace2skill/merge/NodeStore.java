// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.merge.MergeTree.Node;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Values of nodes that wait to be merged. A value leaves the store when a task takes it along, so
 * what the store holds is what nobody works on. Stream thread only.
 */
final class NodeStore {

  private final KeyValueStore<String, MergedPatchRecord> store;

  NodeStore(KeyValueStore<String, MergedPatchRecord> store) {
    this.store = store;
  }

  void put(WindowId window, Node node, MergedPatchRecord value) {
    store.put(key(window, node), value);
  }

  boolean holds(WindowId window, Node node) {
    return store.get(key(window, node)) != null;
  }

  boolean holdsAll(WindowId window, List<Node> nodes) {
    return nodes.stream().allMatch(node -> holds(window, node));
  }

  /**
   * Removes the node and returns its value.
   *
   * @throws IllegalStateException when it is not there
   */
  MergedPatchRecord take(WindowId window, Node node) {
    return Optional.ofNullable(store.delete(key(window, node)))
        .orElseThrow(() -> new IllegalStateException("no node " + node + " in " + window));
  }

  /** Returns the nodes of the window that wait, by level and index. */
  List<Node> nodes(WindowId window) {
    String prefix = window.key() + "/";
    return Prefixes.entries(store, prefix).stream()
        .map(entry -> node(entry.key.substring(prefix.length())))
        .toList();
  }

  private static Node node(String suffix) {
    String[] parts = suffix.split("/", -1);
    return new Node(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  private static String key(WindowId window, Node node) {
    return "%s/%03d/%010d".formatted(window.key(), node.level(), node.index());
  }
}
