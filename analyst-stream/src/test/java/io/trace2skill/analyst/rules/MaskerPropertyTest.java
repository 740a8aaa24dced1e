// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

final class MaskerPropertyTest {

  private static final Masker MASKER = new Masker(Names.of(List.of()));

  @Property(tries = 500)
  void maskingAMaskedTextChangesNothing(@ForAll("messages") String text) {
    String masked = MASKER.mask(text);

    assertThat(MASKER.mask(masked)).isEqualTo(masked);
  }

  @Property(tries = 500)
  void maskingArbitraryTextTwiceIsMaskingItOnce(@ForAll @StringLength(max = 80) String text) {
    String masked = MASKER.mask(text);

    assertThat(MASKER.mask(masked)).isEqualTo(masked);
  }

  @Property(tries = 500)
  void noDigitSurvives(@ForAll("messages") String text) {
    assertThat(MASKER.mask(text).codePoints()).noneMatch(Character::isDigit);
  }

  @Property(tries = 300)
  void noPlantedPersonSurvives(
      @ForAll("names") String first,
      @ForAll("names") String last,
      @ForAll("messages") String before,
      @ForAll("messages") String after) {
    String email = first.toLowerCase(java.util.Locale.ROOT) + "." + last + "@example.com";
    String user = first + "_" + last + "_4711";
    Masker masker = knowing("{\"name\":{\"first_name\":\"%s\",\"last_name\":\"%s\"}}", first, last);

    String masked =
        masker.mask("%s %s %s, %s and %s, %s".formatted(before, first, last, email, user, after));

    assertThat(masked).doesNotContain(first, last, "example.com", "4711");
  }

  @Property(tries = 200)
  void messagesThatDifferInParticularsOnlyAreEqual(
      @ForAll("identifiers") String a, @ForAll("identifiers") String b) {
    assertThat(MASKER.mask("no seat on " + a + " left"))
        .isEqualTo(MASKER.mask("no seat on " + b + " left"))
        .isEqualTo("no seat on <id> left");
  }

  @Property(tries = 500)
  void quotationsAreOneShortCodeSpan(@ForAll("messages") String text) {
    String quote = Quote.code(MASKER.mask(text));

    assertThat(quote).hasSizeLessThanOrEqualTo(Quote.MAX_LENGTH + 2).doesNotContain("\n");
    assertThat(quote.substring(1, quote.length() - 1)).doesNotContain("`", "](");
  }

  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> part =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, Arbitraries.strings().alpha().ofMaxLength(8)),
            net.jqwik.api.Tuple.of(3, Arbitraries.strings().numeric().ofMaxLength(5)),
            net.jqwik.api.Tuple.of(
                4, Arbitraries.strings().withChars("'\"`<>@/\\:.,-!$#()[]|=_+%").ofMaxLength(3)),
            net.jqwik.api.Tuple.of(
                1,
                Arbitraries.of(
                    "<n>", "<id>", "token=", "https://", "May 5", "name", "²", "½", "٣")),
            net.jqwik.api.Tuple.of(3, Arbitraries.just(" ")));
    return part.list().ofMaxSize(14).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .ofMinLength(4)
        .ofMaxLength(9)
        .map(rest -> "Q" + rest);
  }

  @Provide
  Arbitrary<String> identifiers() {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12),
            Arbitraries.of("", "_", "-"),
            Arbitraries.integers().between(0, 99999))
        .as((word, joint, number) -> word + joint + number);
  }

  private static Masker knowing(String json, String first, String last) {
    Call call =
        new Call(
            "get_user",
            Arguments.of("{}"),
            Optional.of(json.formatted(first, last)),
            Optional.empty());
    return new Masker(Names.of(List.of(call)));
  }
}
