// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueTypesTest {

  private static final ValueType<ListenAddress> LISTEN = ValueTypes.listenAddress();
  private static final ValueType<Duration> TIME = ValueTypes.duration(Duration.ZERO);

  @Property
  void everyPortOfEveryHostIsReadBack(@ForAll @IntRange(min = 0, max = 65_535) int port) {
    for (String host : new String[] {"127.0.0.1", "::1", "localhost"}) {
      ListenAddress address = new ListenAddress(host, port);
      assertThat(LISTEN.parse(address.toString())).isEqualTo(address);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8080", ":8080", "host", "host:", "host:x", "host:65536", "::1:80"})
  void whatIsNoAddressIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> LISTEN.parse(text));
  }

  @Test
  void timesHaveUnits() {
    assertThat(TIME.parse(" 500ms ")).isEqualTo(Duration.ofMillis(500));
    assertThat(TIME.parse("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(TIME.parse("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(TIME.parse("2h")).isEqualTo(Duration.ofHours(2));
    assertThat(TIME.parse("7d")).isEqualTo(Duration.ofDays(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "-1s", "1 h", "1w", "9999999999s", "s"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TIME.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-0.1", "2.1", "NaN", "x", "1,5"})
  void whatIsOutsideTheRangeOfADecimalIsRefused(String text) {
    ValueType<Double> temperature = ValueTypes.decimal(0, 2);
    assertThat(temperature.parse("0.7")).isEqualTo(0.7);
    assertThatIllegalArgumentException().isThrownBy(() -> temperature.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{} {}", "7"})
  void whatIsNoObjectIsRefused(String text) {
    assertThat(ValueTypes.jsonObject().parse("{\"a\": 1}")).isEqualTo("{\"a\":1}");
    assertThatIllegalArgumentException().isThrownBy(() -> ValueTypes.jsonObject().parse(text));
  }
}
