// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.llm.ChatMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptLibraryTest {

  private static final Map<String, String> VALUES =
      Map.of("kind", "two", "first", "{{second}} $1 \\", "second", "b\nc");
  private static final String OVERRIDE =
      "version: 4\n\n=== user ===\nOther {{kind}} {{first}} {{second}}\n";

  @TempDir Path overrides;

  @Test
  void fillsPlaceholdersInWithoutExpandingValues() {
    PromptTemplate template = builtIn().get("compare");

    assertThat(template.version()).isEqualTo(3);
    assertThat(template.placeholders()).containsExactly("first", "kind", "second");
    assertThat(template.render(VALUES))
        .containsExactly(
            ChatMessage.system("You compare two lists.\n\n  Keep blanks."),
            ChatMessage.user(
                "First: {{second}} $1 \\\nSecond: b\nc, again {{second}} $1 \\."
                    + " JSON {\"a\":{\"b\":1}}"));
  }

  @Test
  void missingAndUnknownValuesAreErrors() {
    PromptTemplate template = builtIn().get("compare");

    assertThatThrownBy(() -> template.render(Map.of("kind", "x", "first", "y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prompts/compare.md, line 10: there is no value for {{second}}");
    assertThatThrownBy(
            () -> template.render(Map.of("kind", "x", "first", "y", "second", "z", "third", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no placeholder for [third]");
  }

  @Test
  void aFileReplacesThePromptOfItsName() throws IOException {
    write(OVERRIDE);

    PromptTemplate template = withOverrides().get("compare");

    assertThat(template.version()).isEqualTo(4);
    assertThat(template.render(VALUES))
        .containsExactly(ChatMessage.user("Other two {{second}} $1 \\ b\nc"));
  }

  @Test
  void promptsWithoutAFileStayAsTheyAre() {
    assertThat(withOverrides().get("compare").version()).isEqualTo(3);
  }

  @Test
  void fingerprintChangesWithTheTextButNotWithLineEndings() throws IOException {
    write(OVERRIDE);
    String unix = withOverrides().get("compare").fingerprint();
    write("\uFEFF" + OVERRIDE.replace("\n", "\r\n"));
    String windows = withOverrides().get("compare").fingerprint();
    write(OVERRIDE.replace("Other", "Another"));
    String other = withOverrides().get("compare").fingerprint();

    assertThat(unix).matches("compare/4-[0-9a-f]{8}").isEqualTo(windows).isNotEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | line 1: the first line must be 'version: N'",
        "version: 1\\n=== user ===\\nx | line 2: the line after the version must be blank",
        "version: 1\\n\\nHello\\n=== user ===\\nx | line 3: expected '=== system ==='",
        "version: 1\\n\\n=== tool ===\\nx | line 3: a part is 'system' or 'user', not 'tool'",
        "version: 1\\n\\n=== system ===\\nx | line 4: the part '=== user ===' is missing",
        "version: 1\\n\\n=== user ===\\nx\\n=== user ===\\ny | line 5: the parts are one 'system'",
        "version: 1\\n\\n=== user ===\\nx\\n=== system ===\\ny | line 5: the parts are one 'system'",
        "version: 1\\n\\n=== user ===\\nx {{First}} | line 4: '{{' opens a placeholder",
        "version: 1\\n\\n=== user ===\\n\\n{{kind | line 5: '{{' opens a placeholder",
        "version: 1\\n\\n=== user ===\\n{{kind}} {{first}} | lacks the placeholders [second]",
        "version: 1\\n\\n=== user ===\\n{{kind}}{{first}}{{second}}{{x}} | that nothing fills: [x]",
      })
  void complainsAboutAFileWithItsNameAndLine(String text, String complaint) throws IOException {
    Path file = write(text.replace("\\n", "\n"));

    assertThatThrownBy(() -> withOverrides().get("compare"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(complaint);
  }

  @Test
  void complainsAboutAFileThatIsNoText() throws IOException {
    Path file = Files.write(overrides.resolve("compare.md"), new byte[] {(byte) 0xFF, 0, 1});

    assertThatThrownBy(() -> withOverrides().get("compare"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("UTF-8");
  }

  @Test
  void complainsAboutPromptsAndDirectoriesThatDoNotExist() {
    assertThatThrownBy(() -> builtIn().get("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no prompt prompts/nothing.md in io.trace2skill.llm.prompt");
    assertThatThrownBy(() -> builtIn().get("../compare"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> PromptLibrary.of(getClass(), Optional.of(overrides.resolve("missing"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void builtInPromptsAreCheckedToo() {
    assertThatThrownBy(() -> builtIn().get("broken"))
        .hasMessageStartingWith("prompts/broken.md, line 1: ");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(overrides.resolve("compare.md"), text);
  }

  private PromptLibrary withOverrides() {
    return PromptLibrary.of(getClass(), Optional.of(overrides));
  }

  private PromptLibrary builtIn() {
    return PromptLibrary.of(getClass(), Optional.empty());
  }
}
