// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputCaptureTest {

  @Property(tries = 200)
  void keepsTheHeadAndTheTail(
      @ForAll @IntRange(min = 2, max = 50) int kept,
      @ForAll @IntRange(max = 300) int length,
      @ForAll @IntRange(min = 1, max = 80) int chunk) {
    String text = "abcdefghijklmnopqrstuvwxyz".repeat(12).substring(0, length);
    String shown = capture(kept, text, chunk);
    if (length <= kept) {
      assertThat(shown).isEqualTo(text);
    } else {
      int head = (kept + 1) / 2;
      int tail = kept / 2;
      assertThat(shown)
          .isEqualTo(
              text.substring(0, head)
                  + "\n[... "
                  + (length - head - tail)
                  + " bytes left out ...]\n"
                  + text.substring(length - tail));
    }
  }

  @Test
  void controlCharactersAreLeftOut() {
    assertThat(capture(100, "a\u001b[31mred\u0000\tb\r\n", 100)).isEqualTo("a[31mred\tb\n");
  }

  private static String capture(int kept, String text, int chunk) {
    OutputCapture capture = new OutputCapture(kept);
    capture.readAll(inChunks(text, chunk));
    return capture.text();
  }

  /** A stream that gives a few bytes at a time, as a pipe does. */
  private static InputStream inChunks(String text, int chunk) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, chunk));
      }
    };
  }
}
