// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationReaderTest {

  private static final ConfigKey<Integer> IN_FLIGHT =
      ConfigKey.withDefault("in.flight", ValueTypes.integer(1, 100), "8", "Calls at once.");
  private static final ConfigKey<Path> STATE =
      ConfigKey.required("state.dir", ValueTypes.path(), "The state.");
  private static final ConfigKey<Optional<Duration>> IDLE =
      ConfigKey.withDefault(
          "idle", ValueTypes.orNone(ValueTypes.duration(Duration.ofSeconds(1))), "1h", "A gap.");
  private static final ConfigKey<String> SECRET = ConfigKey.secret("api.key", "A key.");
  private static final Catalog CATALOG =
      new Catalog(
          "test-service",
          List.of(new Section("All", List.of(IN_FLIGHT, STATE, IDLE, SECRET))),
          List.of(
              configuration ->
                  configuration.find(IN_FLIGHT).equals(Optional.of(13))
                      ? List.of("in.flight=13 brings bad luck; take 14")
                      : List.of()));

  @TempDir private Path dir;

  @Test
  void whatIsNotSetHasItsDefault() throws Exception {
    Configuration configuration = read(Map.of(), "state.dir=/s");
    assertThat(configuration.get(IN_FLIGHT)).isEqualTo(8);
    assertThat(configuration.get(STATE)).isEqualTo(Path.of("/s"));
    assertThat(configuration.get(IDLE)).contains(Duration.ofHours(1));
    assertThat(configuration.find(SECRET)).isEmpty();
    assertThat(configuration.isSet(IN_FLIGHT)).isFalse();
  }

  @Test
  void theEnvironmentWins() throws Exception {
    Configuration configuration =
        read(
            Map.of("TRACE2SKILL_IN_FLIGHT", "3", "TRACE2SKILL_API_KEY", "k"),
            "state.dir=/s",
            "in.flight=7");
    assertThat(configuration.get(IN_FLIGHT)).isEqualTo(3);
    assertThat(configuration.get(SECRET)).isEqualTo("k");
  }

  @Test
  void theEnvironmentAloneIsEnough() throws Exception {
    Configuration configuration =
        ConfigurationReader.read(
            CATALOG, Optional.empty(), Map.of("TRACE2SKILL_STATE_DIR", "/s", "PATH", "/bin"));
    assertThat(configuration.get(STATE)).isEqualTo(Path.of("/s"));
  }

  @Test
  void variablesThatAreEmptyCountAsNotSet() throws Exception {
    assertThat(read(Map.of("TRACE2SKILL_IN_FLIGHT", ""), "state.dir=/s").get(IN_FLIGHT))
        .isEqualTo(8);
  }

  @Test
  void aKeyMayBeSwitchedOff() throws Exception {
    assertThat(read(Map.of(), "state.dir=/s", "idle=none").get(IDLE)).isEmpty();
    assertThat(read(Map.of(), "state.dir=/s", "idle=").get(IDLE)).isEmpty();
  }

  @Test
  void allComplaintsComeAtOnce() throws Exception {
    assertThat(complaints(Map.of(), "in.flight=0", "idle=soon", "in.flihgt=4", "colour=red"))
        .containsExactlyInAnyOrder(
            "in.flight must be a whole number from 1 to 100, not '0'",
            "idle must be a time such as 500ms, 90s, 10m, 2h or 7d, at least 1s; or none, not"
                + " 'soon'",
            "unknown key in.flihgt; did you mean in.flight?",
            "unknown key colour; test-service has no such key, see docs/configuration.md",
            "state.dir is missing: set it in the file, or TRACE2SKILL_STATE_DIR");
  }

  @Test
  void valuesThatContradictEachOtherAreRefused() throws Exception {
    assertThat(complaints(Map.of(), "state.dir=/s", "in.flight=13"))
        .containsExactly("in.flight=13 brings bad luck; take 14");
  }

  @Test
  void rulesDoNotJudgeValuesThatAreWrongThemselves() throws Exception {
    assertThat(complaints(Map.of(), "state.dir=/s", "in.flight=x")).hasSize(1);
  }

  @Test
  void aKeyThatIsSetTwiceIsRefused() throws Exception {
    assertThat(complaints(Map.of(), "state.dir=/s", "in.flight=1", "in.flight=2"))
        .containsExactly("in.flight is set twice in the file; keep one of the lines");
  }

  @Test
  void aSecretDoesNotBelongIntoTheFileAndIsNotPrinted() throws Exception {
    assertThat(complaints(Map.of(), "state.dir=/s", "api.key=hush"))
        .singleElement()
        .asString()
        .contains("TRACE2SKILL_API_KEY")
        .doesNotContain("hush");
  }

  @Test
  void aVariableThatIsASlipAwayIsRefusedAndOthersAreNot() throws Exception {
    assertThat(complaints(Map.of("TRACE2SKILL_IN_FLIGTH", "3"), "state.dir=/s"))
        .containsExactly(
            "the environment variable TRACE2SKILL_IN_FLIGTH is unknown; did you mean"
                + " TRACE2SKILL_IN_FLIGHT?");
    assertThat(
            read(
                Map.of("TRACE2SKILL_OPTS", "-Xmx1g", "TRACE2SKILL_PORT_80_TCP", "tcp://x"),
                "state.dir=/s"))
        .isNotNull();
  }

  @Test
  void settingsOfKafkaAndTheRegistryPass() throws Exception {
    Configuration configuration =
        read(
            Map.of("TRACE2SKILL_KAFKA_SASL_MECHANISM", "PLAIN"),
            "state.dir=/s",
            "kafka.security.protocol=SASL_SSL",
            "kafka.consumer.fetch.max.wait.ms=5",
            "kafka.my.interceptor.setting=x",
            "schema.registry.bearer.auth.token=t");
    assertThat(configuration.passed(Passed.KAFKA))
        .containsOnly(
            Map.entry("security.protocol", "SASL_SSL"),
            Map.entry("sasl.mechanism", "PLAIN"),
            Map.entry("consumer.fetch.max.wait.ms", "5"),
            Map.entry("my.interceptor.setting", "x"));
    assertThat(configuration.passed(Passed.REGISTRY))
        .containsOnly(Map.entry("bearer.auth.token", "t"));
  }

  @Test
  void settingsOfKafkaThatCannotBeMeantAreRefused() throws Exception {
    assertThat(
            complaints(
                Map.of(),
                "state.dir=/s",
                "kafka.securty.protocol=SSL",
                "kafka.main.consumer.group.instance.id=x",
                "kafka.processing.guarantee=at_least_once",
                "kafka.consumer.fetch.max.wait.ms=long"))
        .hasSize(4)
        .anySatisfy(
            complaint -> assertThat(complaint).endsWith("did you mean kafka.security.protocol?"))
        .anySatisfy(complaint -> assertThat(complaint).endsWith("use instance.id"))
        .anySatisfy(
            complaint ->
                assertThat(complaint).startsWith("kafka.processing.guarantee cannot be set"))
        .anySatisfy(
            complaint -> assertThat(complaint).startsWith("kafka.consumer.fetch.max.wait.ms: "));
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws Exception {
    Path missing = dir.resolve("missing.properties");
    assertThatThrownBy(() -> ConfigurationReader.read(CATALOG, Optional.of(missing), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("missing.properties");
    Path binary = Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
    assertThatThrownBy(() -> ConfigurationReader.read(CATALOG, Optional.of(binary), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aDefaultThatIsNoValueCannotBeDeclared() {
    assertThatThrownBy(() -> ConfigKey.withDefault("n", ValueTypes.integer(1, 5), "six", "Never."))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Configuration read(Map<String, String> environment, String... lines)
      throws IOException, ConfigurationException {
    Path file = Files.write(dir.resolve("service.properties"), List.of(lines));
    return ConfigurationReader.read(CATALOG, Optional.of(file), environment);
  }

  private List<String> complaints(Map<String, String> environment, String... lines)
      throws IOException {
    Path file = Files.write(dir.resolve("service.properties"), List.of(lines));
    return catchThrowableOfType(
            ConfigurationException.class,
            () -> ConfigurationReader.read(CATALOG, Optional.of(file), environment))
        .complaints();
  }
}
