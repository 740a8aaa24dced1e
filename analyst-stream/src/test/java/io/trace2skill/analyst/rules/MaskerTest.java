// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "total price is 255, but paid 250 | total price is <n>, but paid <n>",
        "not enough seats on flight HAT136 | not enough seats on flight <id>",
        "costs -1,203.50 or $12 or 7% | costs <n> or <n> or <n>",
        "format should be #,##0.00, found General | format should be <n>, found General",
        "not on 2024-05-13 | not on <date>",
        "at 2024-05-13T10:00:00Z or 10:30 pm on May 20th, 2024 | at <date> or <time> on <date>",
        "due 05/20/2024 or 20.5.2024 | due <date> or <date>",
        "mail mia.li3818@example.com | mail <email>",
        "see https://example.com/a?b=1 now | see <url> now",
        "open /home/me/x.txt: denied | open <path>: denied",
        "no C:\\Users\\me\\x and no ../data/y | no <path> and no <path>",
        "cannot read report.xlsx | cannot read <path>",
        "payment gift_card_5094406 is gone | payment <id> is gone",
        "id 123e4567-e89b-12d3-a456-426614174000 | id <id>",
        "commit deadbeefcafe is unknown | commit <id> is unknown",
        "formula lost at Sheet1!C5:C9 | formula lost at <id>",
        "formula lost at 'My Sheet'!C5 | formula lost at <id>",
        "formula lost at Orders!$E$2 | formula lost at <id>",
        "KeyError: 'Total' | KeyError: <value>",
        "value \"Mia Li\" is `odd` | value <value> is <value>",
        "don't say it isn't so | don't say it isn't so",
        "HTTP 404 and/or N/A | HTTP <n> and/or N/A",
        "password=hunter, token: abc | password=<secret>, token: <secret>",
        "Unexpected token: else | Unexpected token: else",
      })
  void hidesWhatIsParticular(String text, String masked) {
    assertThat(masker().mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "ModuleNotFoundError: No module named 'openpyxl'",
        "AttributeError: 'DataFrame' object has no attribute 'append'",
        "NameError: name 'pd' is not defined",
        "TypeError: save() got an unexpected keyword argument 'engine'",
        "TypeError: unsupported operand type(s) for +: 'int' and 'str'",
        "ImportError: cannot import name 'Workbook'",
      })
  void keepsTheNamesOfCodeSymbols(String message) {
    assertThat(masker().mask(message)).isEqualTo(message);
  }

  @Test
  void hidesPeopleThatTheTrajectoryMentions() {
    Masker masker =
        masker(
            call("get_user", "{\"user_id\":\"mia_li\"}", "{\"name\":{\"first_name\":\"Mia\"},"),
            call("get_user", "{}", "{\"name\":{\"first_name\":\"Mia\",\"last_name\":\"Li\"}}"),
            call("find", "{\"passengers\":[{\"full_name\":\"Noé O'Hara\"}]}", ""),
            call("find", "{\"address\":{\"street\":\"Sunset Drive\",\"city\":\"Austin\"}}", ""));

    assertThat(masker.mask("Mia Li or mia_li of Austin"))
        .isEqualTo("<name> <name> or <name> of <name>");
    assertThat(masker.mask("no seat for Noé O'Hara, Sunset Drive"))
        .isEqualTo("no seat for <name>, <name>");
  }

  @Test
  void leavesWordsAloneThatOnlyLookLikeANameInSmallLetters() {
    Masker masker = masker(call("get_user", "{\"last_name\":\"Price\"}", "{\"name\":\"total\"}"));

    assertThat(masker.mask("total price is wrong, Price"))
        .isEqualTo("total price is wrong, <name>");
  }

  @Test
  void hidesNothingInsideItsOwnPlaceholders() {
    Masker masker = masker(call("x", "{\"user\":\"date\",\"contact\":\"value\"}", ""));

    assertThat(masker.mask("2024-05-13 'x' date")).isEqualTo("<date> <value> <name>");
  }

  @Test
  void seesThroughCharactersThatHide() {
    assertThat(masker().mask("mia\u200b.li@exam\u00adple.com \uff11\uff12\n\tdone"))
        .isEqualTo("<email> <n> done");
  }

  private static Call call(String tool, String arguments, String answer) {
    return new Call(tool, Arguments.of(arguments), Optional.of(answer), Optional.empty());
  }

  private static Masker masker(Call... calls) {
    return new Masker(Names.of(List.of(calls)));
  }
}
