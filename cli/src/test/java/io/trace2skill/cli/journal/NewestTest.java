// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NewestTest {

  private static Row row(String digest, long second) {
    return new Row(digest, Instant.ofEpochSecond(second), Optional.empty());
  }

  @Test
  void keepsTheNewestOfWhateverOrderTheyComeIn() {
    Newest newest = new Newest(2);
    newest.add(row("c", 3));
    newest.add(row("a", 1));
    newest.add(row("b", 2));

    assertThat(newest.rows()).extracting(Row::digest).containsExactly("b", "c");
  }

  @Test
  void aLaterEntryReplacesAnEarlierOneAndAStruckOneIsGone() {
    Newest newest = new Newest(5);
    newest.add(row("a", 1));
    newest.add(row("b", 2));
    newest.add(row("a", 3));
    newest.remove("b");
    newest.remove("never there");

    assertThat(newest.rows()).containsExactly(row("a", 3));
  }

  @Test
  void whatWouldDriveATerminalIsShownAsUnknown() {
    assertThat(Row.harmless("a\u001b[31mb\tc\nd\u202e")).isEqualTo("a\uFFFD[31mb\tc\nd\uFFFD");
  }
}
