// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ImportPropertyTest {

  private static final String FIRST = "{\"id\":\"first\",\"messages\":[{\"role\":\"user\"}]}\n";

  @Property(tries = 500)
  void arbitraryBytesNeverThrow(@ForAll byte[] bytes) {
    assertThat(Imports.of(bytes).results()).isNotEmpty();
  }

  @Property(tries = 500)
  void damagedInputNeverThrows(
      @ForAll("lines") List<String> lines, @ForAll int at, @ForAll byte damage) {
    byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
    if (bytes.length > 0) {
      bytes[Math.floorMod(at, bytes.length)] = damage;
    }

    assertThat(Imports.withSmallLimit(new ByteArrayInputStream(bytes)).results()).isNotEmpty();
  }

  /** The first line says that values are one a line; only a list of lists may give more. */
  @Property(tries = 500)
  void everyLineThatIsNotBlankGivesExactlyOneResult(@ForAll("lines") List<String> lines) {
    long expected = 1 + lines.stream().filter(line -> !line.isBlank()).count();

    assertThat(Imports.of(FIRST + String.join("\n", lines)).results()).hasSize((int) expected);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> text = Arbitraries.strings().withChars("ab\"\\{}[]:,é😀 ").ofMaxLength(12);
    Arbitrary<String> good =
        text.map(t -> "[{\"role\":\"user\",\"content\":\"" + t.replaceAll("[\"\\\\]", "") + "\"}]");
    Arbitrary<String> cut =
        Combinators.combine(good, Arbitraries.integers().between(0, 30))
            .as((line, end) -> line.substring(0, Math.min(end, line.length())));
    return Arbitraries.oneOf(good, cut, text.map(t -> "{" + t), Arbitraries.of("", " ", "7", "{}"))
        .list()
        .ofMaxSize(8);
  }
}
