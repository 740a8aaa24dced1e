// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceFilesTest {

  @ParameterizedTest
  @CsvSource({
    "Tool errors, references/tool-errors.md",
    "'  What to do: first & last? ', references/what-to-do-first-last.md",
    "Überblick für Café, references/uberblick-fur-cafe.md",
    "工具, references/notes.md",
    "../../etc/passwd, references/etc-passwd.md"
  })
  void namesTheFileOfATopic(String topic, String path) {
    assertThat(ReferenceFiles.pathFor(topic)).isEqualTo(path);
  }

  @Test
  void keepsNamesShort() {
    assertThat(ReferenceFiles.pathFor("very long heading ".repeat(20)))
        .isEqualTo("references/very-long-heading-very-long-heading-very-long-he.md");
  }

  @Test
  void numbersThePartsOfASplitFile() {
    assertThat(ReferenceFiles.part("references/a.md", 1)).isEqualTo("references/a.md");
    assertThat(ReferenceFiles.part("references/a.md", 2)).isEqualTo("references/a-2.md");
  }

  @Test
  void findsMentionsInLinksAndInProse() {
    assertThat(
            ReferenceFiles.mentionedIn(
                "See [a](references/a.md#top), `references/b/c.md` and references/d.md."))
        .containsExactly("references/a.md", "references/b/c.md", "references/d.md");
  }
}
