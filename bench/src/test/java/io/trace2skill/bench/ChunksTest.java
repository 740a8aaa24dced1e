// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChunksTest {

  @ParameterizedTest
  @CsvSource({
    "3, 5, 3",
    "5, 5, 5",
    "6, 5, 6",
    "7, 5, 7",
    "8, 5, 5 3",
    "11, 5, 6 5",
    "12, 5, 6 6",
    "13, 5, 5 5 3",
    "17, 5, 6 6 5",
    "26, 5, 6 5 5 5 5",
    "4, 3, 4",
    "5, 2, 2 2 1"
  })
  void spreadsASmallRestOverTheFirstGroups(int items, int size, String sizes) {
    List<List<Integer>> groups = Chunks.of(IntStream.range(0, items).boxed().toList(), size);

    assertThat(groups.stream().map(group -> String.valueOf(group.size())).toList())
        .isEqualTo(List.of(sizes.split(" ")));
    assertThat(groups.stream().flatMap(List::stream).toList())
        .isEqualTo(IntStream.range(0, items).boxed().toList());
  }

  @Test
  void cutsThePapersRunsIntoSixtyFiveGroups() {
    assertThat(Chunks.of(IntStream.range(0, 323).boxed().toList(), 5)).hasSize(65);
  }
}
