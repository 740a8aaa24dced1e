// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static io.trace2skill.skill.merge.Patches.append;
import static io.trace2skill.skill.merge.Patches.appendTo;
import static io.trace2skill.skill.merge.Patches.merge;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Ground;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SimilarityClustersTest {

  /** Lessons are digits; neighbours are similar. */
  private static final Similarity NEIGHBOURS =
      texts ->
          (a, b) ->
              Math.abs(Integer.parseInt(texts.get(a)) - Integer.parseInt(texts.get(b))) <= 1
                  ? 1
                  : 0;

  private final SimilarityClusters clusters = new SimilarityClusters(NEIGHBOURS, 0.8);

  @Test
  void joinsAChainOfSimilarEditsUnderTheBestSupportedWording() {
    List<RankedEdit> joined =
        clusters.join(
            merge(append("1"), append("2"), append("3"), append("3"), append("9")).edits());

    assertThat(joined).extracting(RankedEdit::support).containsExactly(4, 1);
    assertThat(joined.get(0).edit().edit().content()).contains("3");
    assertThat(joined.get(0).edit().variants()).hasSize(3);
  }

  @Test
  void neverJoinsEditsThatHaveAGround() {
    Ground ground = new Ground("tool-error", "a");
    Ground other = new Ground("tool-error", "b");

    List<RankedEdit> joined =
        clusters.join(
            merge(append("1").withGround(ground), append("1").withGround(other), append("1"))
                .edits());

    assertThat(joined).hasSize(3);
  }

  @Test
  void joinsWithinOnePlaceOnly() {
    assertThat(clusters.join(merge(append("1"), appendTo("## Elsewhere", "2")).edits())).hasSize(2);
  }

  @Test
  void joinsNothingAboveAThresholdOfOne() {
    SimilarityClusters off = new SimilarityClusters(NEIGHBOURS, 1.1);

    assertThat(off.join(merge(append("1"), append("2")).edits())).hasSize(2);
  }

  @Property(tries = 100)
  void doesNotDependOnTheOrderOfTheEdits(@ForAll Random random) {
    List<SourcedEdit> edits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      edits.addAll(
          new PatchMerger()
              .leaf(Patches.patch("t" + i, append(Integer.toString(random.nextInt(20)))))
              .edits());
    }
    List<SourcedEdit> merged =
        new PatchMerger().merge(List.of(new MergedPatch(edits, List.of()))).edits();
    List<SourcedEdit> shuffled = new ArrayList<>(merged);
    Collections.shuffle(shuffled, random);

    assertThat(clusters.join(shuffled)).isEqualTo(clusters.join(merged));
  }
}
