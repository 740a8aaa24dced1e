// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.SettledWindow;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueStore;

/** What became of the windows that were closed last, for each skill. Stream thread only. */
final class SettledStore {

  /** Windows remembered for each skill. */
  static final int REMEMBERED = 10;

  private final KeyValueStore<String, SettledWindow> store;

  SettledStore(KeyValueStore<String, SettledWindow> store) {
    this.store = store;
  }

  /** Remembers the window; orders that an earlier close of it answered stay answered. */
  void put(SettledWindow window) {
    String key = key(window).key();
    List<String> earlier =
        Optional.ofNullable(store.get(key)).map(SettledWindow::getCommandIds).orElse(List.of());
    List<String> orders = WindowTally.withOrders(earlier, window.getCommandIds());
    store.put(key, SettledWindow.newBuilder(window).setCommandIds(orders).build());
    forgetOldest(window.getSkill());
  }

  /** Returns the windows of the skill by number. */
  List<SettledWindow> of(String skill) {
    return Prefixes.values(store, WindowId.prefix(skill));
  }

  private void forgetOldest(String skill) {
    TreeSet<WindowId> kept = new TreeSet<>();
    of(skill).stream().map(SettledStore::key).filter(WindowId::exists).forEach(kept::add);
    while (kept.size() > REMEMBERED) {
      store.delete(kept.pollFirst().key());
    }
  }

  private static WindowId key(SettledWindow window) {
    return new WindowId(window.getSkill(), window.getSummary().getWindow());
  }
}
