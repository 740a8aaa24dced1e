// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The index against a map that does the same in an obvious way. */
final class LocationIndexTest {

  private static byte[] key(long hash) {
    return ByteBuffer.allocate(32).putLong(hash).array();
  }

  @Property(tries = 300)
  void knowsWhatAMapOfTheLatestRecordsKnows(@ForAll("steps") List<Step> steps) {
    LocationIndex index = new LocationIndex();
    Map<Long, Location> expected = new HashMap<>();
    for (int offset = 0; offset < steps.size(); offset++) {
      Step step = steps.get(offset);
      Location location = new Location(1, offset);
      switch (step.kind()) {
        case PUT -> {
          index.put(key(step.hash()), location);
          expected.put(step.hash(), location);
        }
        case REMOVE -> {
          index.remove(key(step.hash()), location);
          expected.remove(step.hash());
        }
        case PRUNE -> {
          long first = offset / 2;
          index.prune(1, first);
          expected.values().removeIf(known -> known.offset() < first);
        }
      }
    }
    assertThat(index.size()).isEqualTo(expected.size());
    steps.forEach(
        step ->
            assertThat(index.find(key(step.hash())))
                .isEqualTo(Optional.ofNullable(expected.get(step.hash()))));
  }

  /** Hashes that want the same few slots, so that gaps have to be closed. */
  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Long> hashes =
        Arbitraries.longs().between(0, 40).map(n -> n % 2 == 0 ? 1020 + n / 8 + (n << 32) : n);
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(Kind.PUT)),
            Tuple.of(3, Arbitraries.just(Kind.REMOVE)),
            Tuple.of(1, Arbitraries.just(Kind.PRUNE)));
    return Combinators.combine(kinds, hashes).as(Step::new).list().ofMaxSize(200);
  }

  @Example
  void growsWithItsEntries() {
    LocationIndex index = new LocationIndex();
    for (long i = 0; i < 100_000; i++) {
      index.put(key(i * 0x9E3779B97F4A7C15L), new Location((int) (i % 4), i));
    }
    assertThat(index.size()).isEqualTo(100_000);
    for (long i = 0; i < 100_000; i++) {
      assertThat(index.find(key(i * 0x9E3779B97F4A7C15L))).contains(new Location((int) (i % 4), i));
    }
  }

  @Example
  void whatIsReadLateDoesNotReplaceWhatIsNewer() {
    LocationIndex index = new LocationIndex();
    index.put(key(7), new Location(2, 10));

    index.put(key(7), new Location(2, 5));
    index.remove(key(7), new Location(2, 6));

    assertThat(index.find(key(7))).contains(new Location(2, 10));
  }

  private enum Kind {
    PUT,
    REMOVE,
    PRUNE
  }

  private record Step(Kind kind, long hash) {}
}
