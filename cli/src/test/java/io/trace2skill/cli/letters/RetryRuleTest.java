// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.cli.letters.RetryRule.Decision.Refused;
import io.trace2skill.cli.letters.RetryRule.Decision.SendBack;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.Topics;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryRuleTest {

  private final RetryRule rule = new RetryRule(new Topics("my-own."));

  @ParameterizedTest
  @CsvSource({
    "analysis, java.lang.IllegalStateException, my-own.trajectories-0@17, my-own.trajectories",
    "decode, SerializationException, my-own.trajectories-12@0, my-own.trajectories",
    "decode, SerializationException, my-own.patches-1@5, my-own.patches",
    "decode, SerializationException, my-own.skill-commands-1@5, my-own.skill-commands"
  })
  void whatAnotherTryMayHelpGoesBackToWhereItCameFrom(
      String stage, String cause, String origin, String topic) {
    assertThat(rule.decide(letter("it failed", stage, cause, origin)))
        .isEqualTo(new SendBack(topic));
  }

  @Test
  void anUnknownOrderGoesBackBecauseANewerVersionMayKnowIt() {
    Letter letter =
        letter(
            "this version does not know the order (at my-own.skill-commands-0@3)",
            "command",
            "unknown",
            "command close-1");
    assertThat(rule.decide(letter)).isEqualTo(new SendBack("my-own.skill-commands"));
  }

  @ParameterizedTest
  @CsvSource({
    "import, malformed, runs.jsonl:7",
    "decode, unusable-patch, my-own.patches-1@5",
    "decode, wrong-key, my-own.patches-1@5",
    "command, invalid-skill, command base-1",
    "analysis, x, other.trajectories-0@1",
    "analysis, x, nowhere",
    "analysis, x, ''"
  })
  void whatWouldCountTwiceOrFailAgainIsRefusedWithAReason(
      String stage, String cause, String origin) {
    assertThat(rule.decide(letter("reason", stage, cause, origin)))
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why()).isNotBlank());
  }

  @Test
  void aLetterIsKnownByItsPlace() {
    assertThat(LetterId.of("3@17")).contains(new LetterId(3, 17));
    assertThat(LetterId.of("17")).isEmpty();
    assertThat(LetterId.of("-1@17")).isEmpty();
    assertThat(LetterId.of("1@99999999999999999999")).isEmpty();
  }

  private static Letter letter(String reason, String stage, String cause, String origin) {
    return new Letter(
        new ConsumerRecord<>(
            "my-own.dead-letters",
            0,
            1,
            0,
            TimestampType.LOG_APPEND_TIME,
            1,
            1,
            "k".getBytes(UTF_8),
            "v".getBytes(UTF_8),
            new DeadLetter(reason, stage, cause, origin).headers(),
            Optional.empty()));
  }
}
