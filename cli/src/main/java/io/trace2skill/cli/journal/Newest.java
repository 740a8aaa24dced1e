// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest rows, at most so many: a journal is longer than anybody wants to hold. */
final class Newest {

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::writtenAt).thenComparing(Place::digest);

  private final int limit;
  private final TreeMap<Place, Row> rows = new TreeMap<>(ORDER);
  private final Map<String, Place> places = new HashMap<>();

  Newest(int limit) {
    this.limit = limit;
  }

  void add(Row row) {
    remove(row.digest());
    Place place = new Place(row.writtenAt(), row.digest());
    rows.put(place, row);
    places.put(row.digest(), place);
    if (rows.size() > limit) {
      places.remove(rows.pollFirstEntry().getKey().digest());
    }
  }

  void remove(String digest) {
    Place place = places.remove(digest);
    if (place != null) {
      rows.remove(place);
    }
  }

  /** Returns the rows, the newest last. */
  List<Row> rows() {
    return new ArrayList<>(rows.values());
  }

  private record Place(Instant writtenAt, String digest) {}
}
