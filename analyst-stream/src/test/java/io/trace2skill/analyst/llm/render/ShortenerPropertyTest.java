// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

final class ShortenerPropertyTest {

  private static final Pattern HEADING = Pattern.compile("(?m)^\\[(\\d+)\\] ");
  private static final Pattern GAP =
      Pattern.compile("\\[\\.\\.\\. (\\d+) steps? left out \\.\\.\\.\\]");

  /** So long can a heading with a body of 120 characters and a marker become. */
  private static final int SMALLEST_STEP = 200;

  @Property(tries = 500)
  void neverExceedsTheTarget(
      @ForAll("steps") List<RenderedStep> steps, @ForAll @IntRange(max = 60_000) int target) {
    assertThat(Shortener.shorten(steps, target).text().length()).isLessThanOrEqualTo(target);
  }

  @Property(tries = 300)
  void changesNothingThatFits(@ForAll("steps") List<RenderedStep> steps) {
    String whole = text(steps);

    assertThat(Shortener.shorten(steps, whole.length()).text()).isEqualTo(whole);
  }

  @Property(tries = 300)
  void keepsTheFirstAndTheLastStepAndTheErrorsWhileThereIsRoom(
      @ForAll("steps") List<RenderedStep> steps, @ForAll @IntRange(max = 20_000) int target) {
    Set<Integer> must = new HashSet<>(List.of(1, steps.size()));
    steps.stream().filter(RenderedStep::failed).forEach(step -> must.add(step.number()));
    int room = must.size() * SMALLEST_STEP;

    String text = Shortener.shorten(steps, Math.max(target, room)).text();

    assertThat(numbers(text)).containsAll(must);
  }

  @Property(tries = 300)
  void whatASmallerTargetKeepsALargerOneKeepsToo(
      @ForAll("steps") List<RenderedStep> steps,
      @ForAll @IntRange(min = 2_000, max = 30_000) int one,
      @ForAll @IntRange(min = 2_000, max = 30_000) int other) {
    Set<Integer> fewer = numbers(Shortener.shorten(steps, Math.min(one, other)).text());
    Set<Integer> more = numbers(Shortener.shorten(steps, Math.max(one, other)).text());

    assertThat(more).containsAll(fewer);
  }

  @Property(tries = 300)
  void accountsForEveryStep(
      @ForAll("steps") List<RenderedStep> steps,
      @ForAll @IntRange(min = 2_000, max = 30_000) int target) {
    String text = Shortener.shorten(steps, target).text();
    int missing = 0;
    for (Matcher gap = GAP.matcher(text); gap.find(); ) {
      missing += Integer.parseInt(gap.group(1));
    }

    assertThat(numbers(text).size() + missing).isEqualTo(steps.size());
  }

  private static Set<Integer> numbers(String text) {
    Set<Integer> numbers = new HashSet<>();
    for (Matcher heading = HEADING.matcher(text); heading.find(); ) {
      numbers.add(Integer.parseInt(heading.group(1)));
    }
    return numbers;
  }

  private static String text(List<RenderedStep> steps) {
    StringBuilder text = new StringBuilder();
    steps.forEach(step -> text.append(step.text(Integer.MAX_VALUE)));
    return text.toString();
  }

  @Provide
  Arbitrary<List<RenderedStep>> steps() {
    Arbitrary<Integer> lengths =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.integers().between(0, 200)),
            Tuple.of(2, Arbitraries.integers().between(200, 9_000)));
    Arbitrary<Boolean> failures = Arbitraries.of(true, false, false, false, false, false, false);
    return Combinators.combine(lengths, failures)
        .as((length, failed) -> new RenderedStep(1, "", "x".repeat(length), failed, List.of()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(ShortenerPropertyTest::numbered);
  }

  private static List<RenderedStep> numbered(List<RenderedStep> steps) {
    List<RenderedStep> numbered = new ArrayList<>();
    for (RenderedStep step : steps) {
      int number = numbered.size() + 1;
      numbered.add(
          new RenderedStep(number, "[" + number + "] tool", step.body(), step.failed(), List.of()));
    }
    return numbered;
  }
}
