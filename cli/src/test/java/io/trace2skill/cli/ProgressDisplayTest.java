// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.cli.ProgressDisplay.Mode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressDisplayTest {

  private static final String REDRAW = "\r\u001b[K";

  private final StringWriter written = new StringWriter();
  private long now;

  private ProgressDisplay display(Mode mode, int columns) {
    return new ProgressDisplay(new PrintWriter(written), mode, columns, () -> now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void redrawsOneLineInPlaceOnATerminal() {
    ProgressDisplay display = display(Mode.LIVE, 80);
    display.phase("analysing");
    pass(Duration.ofSeconds(1));
    display.progress(1200, 1100, 100, 0, List.of());
    pass(Duration.ofSeconds(2));
    display.progress(1500, 1500, 1100, 0, List.of(220, 44));
    display.close();

    assertThat(written.toString())
        .containsOnlyOnce("\n")
        .contains(REDRAW + "   3.0 s  analysing  read 1,500  analysed 1,100  merged 220+44  550/s");
  }

  @Test
  void neverDrawsBeyondTheRightEdge() {
    ProgressDisplay display = display(Mode.LIVE, 30);
    display.phase("analysing");
    pass(Duration.ofSeconds(1));
    display.progress(123_456_789, 1, 123_456_789, 0, List.of(1, 2, 3));

    assertThat(written.toString().split(REDRAW.replace("[", "\\["), -1))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(30));
  }

  @Test
  void writesPlainLinesNowAndThenElsewhere() {
    ProgressDisplay display = display(Mode.LINES, 80);
    display.phase("analysing");
    for (int second = 0; second < 11; second++) {
      pass(Duration.ofSeconds(1));
      display.progress(second, second, second, 0, List.of());
    }

    assertThat(written.toString()).doesNotContain("\u001b");
    assertThat(written.toString().lines()).hasSize(3);
  }

  @Test
  void countsOnlyThisRunForTheRate() {
    ProgressDisplay display = display(Mode.LINES, 80);
    display.progress(1000, 1000, 1000, 900, List.of());
    pass(Duration.ofSeconds(10));
    display.progress(1000, 1000, 1000, 900, List.of());

    assertThat(written.toString()).contains("10/s");
  }

  @Test
  void saysNothingWhenQuiet() {
    ProgressDisplay display = display(Mode.QUIET, 80);
    display.phase("analysing");
    display.warn("something");
    display.close();

    assertThat(written.toString()).isEmpty();
  }

  @Test
  void aFloodOfWarningsDoesNotBuryTheResult() {
    ProgressDisplay display = display(Mode.LINES, 80);
    for (int i = 0; i < 1000; i++) {
      display.warn("line " + i + " is no JSON");
    }

    assertThat(written.toString().lines()).hasSizeLessThan(25);
    assertThat(written.toString()).contains("more of this kind are in the report");
  }
}
