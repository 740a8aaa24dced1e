// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.markdown.FrontMatterFields.Fields;
import io.trace2skill.skill.markdown.FrontMatterFields.Malformed;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FrontMatterTest {

  @Test
  void fieldsAreReadAsYaml() {
    FrontMatterFields fields =
        new FrontMatter("name: a\nmetadata:\n  version: \"1\"\nlicense:\n", 6).fields();

    assertThat(fields)
        .isEqualTo(
            new Fields(
                Map.of(
                    "name", "a", "metadata", Map.of("version", "1"), "license", Fields.NOTHING)));
  }

  @Test
  void whatIsNotYamlSaysTheLineOfTheFile() {
    FrontMatterFields fields = new FrontMatter("name: a\ndescription: b: c\n", 4).fields();

    assertThat(fields).isInstanceOf(Malformed.class);
    assertThat(((Malformed) fields).line()).isEqualTo(3);
  }

  @Test
  void listsTextsAndDoubleKeysAreRefused() {
    assertThat(new FrontMatter("- a\n", 3).fields()).isInstanceOf(Malformed.class);
    assertThat(new FrontMatter("just text\n", 3).fields()).isInstanceOf(Malformed.class);
    assertThat(new FrontMatter("", 2).fields()).isInstanceOf(Malformed.class);
    assertThat(new FrontMatter("a: 1\na: 2\n", 4).fields()).isInstanceOf(Malformed.class);
  }

  @Test
  void hostileNestingIsRefusedWithoutExhaustingTheStack() {
    assertThat(new FrontMatter("a: " + "[".repeat(20_000) + "\n", 3).fields())
        .isInstanceOf(Malformed.class);
    assertThat(new FrontMatter("- ".repeat(20_000) + "a\n", 3).fields())
        .isInstanceOf(Malformed.class);
  }

  @Property(tries = 300)
  void whatIsRenderedIsReadBack(
      @ForAll String name, @ForAll String description, @ForAll Map<String, String> metadata) {
    String text = FrontMatter.render(name, description, metadata);

    FrontMatter read = FrontMatter.of(Line.split(text)).orElseThrow();

    assertThat(read.lines()).isEqualTo(Line.split(text).size());
    Map<String, Object> expected =
        metadata.isEmpty()
            ? Map.of("name", name, "description", description)
            : Map.of("name", name, "description", description, "metadata", metadata);
    assertThat(read.fields()).isEqualTo(new Fields(expected));
  }

  @Property(tries = 300)
  void anyTextIsReadOrMalformed(@ForAll String yaml) {
    assertThat(new FrontMatter(yaml, 3).fields()).isNotNull();
  }

  @Property(tries = 300)
  void anyTextIsADocumentThatGivesItBack(@ForAll String text) {
    MarkdownDocument document = MarkdownDocument.parse("---\n" + text);

    assertThat(document.text()).isEqualTo("---\n" + text);
    assertThat(Links.of(document)).allMatch(link -> link.line() <= document.lines().size());
  }
}
