// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportPageTest {

  private static final SkillDirectory BEFORE =
      SkillDirectory.of(Map.of("SKILL.md", "# Title\n\nold rule\n", "LICENSE", "free\n"));
  private static final SkillDirectory AFTER =
      BEFORE
          .with("SKILL.md", "# Title\n\nnew rule\n")
          .with("references/rare.md", "# Rare\n\n<script>x</script>\n");

  private final ReportPage page = new ReportPage();

  private String published() {
    return page.write(Reports.published(), BEFORE, AFTER);
  }

  @Test
  void tellsWhatWasLearnedOnHowMuchEvidence() {
    assertThat(published())
        .contains("Version 2 was published")
        .contains("<strong>3</strong> runs")
        .contains("<strong>Look at the keys</strong> before you use one.")
        .contains("tool-error", "KeyError: &lt;value&gt;")
        .contains("The 3 runs behind it", "<code>r1</code>", "<code>r3</code>")
        .contains("1 other wording", "Look before you index.");
  }

  @Test
  void tellsWhatWasLeftOutAndWhy() {
    assertThat(published())
        .contains("conflict", "by an edit with more support", "Never do this.")
        .contains("runs.jsonl:2", "not valid JSON: line 2")
        .contains("Runs that taught nothing", "nothing repeats")
        .contains("was missing in SKILL.md and was created");
  }

  @Test
  void drawsTheMergeTreeAndSaysItInWords() {
    assertThat(published())
        .contains("<svg ", "role=\"img\"", "aria-label=\"Merge tree. 6 patches, merged into 2")
        .contains("level 1: 1 merge", "level 2: 1 merge");
  }

  @Test
  void tellsWhatTheModelWasUsedForAndWhatItCost() {
    assertThat(published())
        .contains("href=\"#cost\"", "What the model was used for")
        .contains("2 patches name a cause that could not be checked")
        .contains(
            "The model failed at 1 merge or parts of them, which the deterministic merge did instead.")
        .contains("12,345", "9,000", "0.0133");
  }

  @Test
  void saysNothingOfAModelWhenThereWasNone() {
    assertThat(page.write(Reports.withoutModel(), BEFORE, AFTER))
        .doesNotContain("#cost", "What the model was used for");
  }

  @Test
  void showsTheDifferenceAgainstTheBase() {
    assertThat(published())
        .contains("<span class=\"removed\">-old rule\n</span>")
        .contains("<span class=\"added\">+new rule\n</span>")
        .contains("references/rare.md", "+&lt;script&gt;x&lt;/script&gt;")
        .contains("1 file unchanged.");
  }

  @Test
  void needsNothingFromAnywhere() {
    assertThat(published())
        .doesNotContain("<script", "<link", "<img", "src=", "url(", "@import", "http://")
        .doesNotContain("https://")
        .contains("Content-Security-Policy", "default-src &#39;none&#39;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>",
        "[click](javascript:alert(1))",
        "![pixel](http://evil.example/p.png)",
        "<a href=\"http://evil.example\">x</a>",
        "</style><script>alert(1)</script>",
        "`</code><script>alert(1)</script>`"
      })
  void textFromOutsideIsShownAndNeverObeyed(String text) {
    String html = page.write(Reports.withOutsideText(text), BEFORE, AFTER);

    assertThat(html).doesNotContain("<script", "<img", "<svg onload", "<a href=\"http");
    assertThat(html).doesNotContain("href=\"javascript", "</style><script");
    assertThat(html.split("</style>", -1)).hasSize(2);
  }

  @Test
  void charactersThatReorderOrHideTextAreMadeVisible() {
    String html = page.write(Reports.withOutsideText("safe\u202Eevil\u0007"), BEFORE, AFTER);

    assertThat(html).contains("safe\\u202Eevil\\u0007");
  }

  @Test
  void everyElementThatIsOpenedIsClosed() {
    String html = published();

    for (String tag : new String[] {"div", "section", "li", "ul", "details", "table", "svg", "p"}) {
      assertThat(count(html, "<" + tag + ">") + count(html, "<" + tag + " "))
          .as(tag)
          .isEqualTo(count(html, "</" + tag + ">"));
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
