// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers trajectory ids in the order of their first use, so that a record with many sources names
 * each trajectory once. Not thread-safe.
 */
public final class TrajectoryTable {

  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> indexes = new HashMap<>();

  /** Returns the index of the id, adding it when it is new. */
  public int indexOf(String trajectoryId) {
    return indexes.computeIfAbsent(
        trajectoryId,
        id -> {
          ids.add(id);
          return ids.size() - 1;
        });
  }

  /** Returns the ids by index; a view that grows with this table. */
  public List<String> ids() {
    return Collections.unmodifiableList(ids);
  }
}
