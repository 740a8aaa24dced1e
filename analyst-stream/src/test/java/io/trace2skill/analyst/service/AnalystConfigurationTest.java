// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.config.ConfigurationException;
import io.trace2skill.service.config.ConfigurationReader;
import io.trace2skill.service.config.ListenAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalystConfigurationTest {

  @TempDir private Path dir;

  @Test
  void aStateDirectoryAndARegistryAreEnough() throws Exception {
    Configuration configuration = read(Map.of());
    assertThat(configuration.get(AnalystKeys.IN_FLIGHT)).isEqualTo(128);
    assertThat(configuration.get(AnalystKeys.HTTP_LISTEN))
        .contains(new ListenAddress("127.0.0.1", 8091));
  }

  @Test
  void settingsOfAModelContradictRules() {
    assertThat(complaints(Map.of("TRACE2SKILL_LLM_MODEL", "m", "TRACE2SKILL_LLM_MAX_TURNS", "3")))
        .containsExactlyInAnyOrder(
            "llm.model has no effect with engine=rules; set engine=llm or leave it",
            "llm.max.turns has no effect with engine=rules; set engine=llm or leave it");
  }

  @Test
  void anEngineThatAsksAModelNeedsOne() {
    assertThat(complaints(Map.of("TRACE2SKILL_ENGINE", "llm")))
        .containsExactly("engine=llm needs a model: set llm.model");
  }

  @Test
  void aKeyComesFromOnePlaceAndIsNotQuoted() throws Exception {
    Path file = Files.writeString(dir.resolve("key"), "two words");
    Map<String, String> model = Map.of("TRACE2SKILL_ENGINE", "llm", "TRACE2SKILL_LLM_MODEL", "m");
    Map<String, String> environment = new HashMap<>(model);
    environment.put("TRACE2SKILL_LLM_API_KEY", "secret");
    environment.put("TRACE2SKILL_LLM_API_KEY_FILE", file.toString());
    assertThat(complaints(environment))
        .hasSize(2)
        .anySatisfy(complaint -> assertThat(complaint).contains("keep one of them"))
        .noneSatisfy(complaint -> assertThat(complaint).containsAnyOf("secret", "two words"));
    environment.remove("TRACE2SKILL_LLM_API_KEY");
    environment.put("TRACE2SKILL_LLM_API_KEY_FILE", dir.resolve("none").toString());
    assertThat(complaints(environment))
        .containsExactly("llm.api.key.file cannot be read: " + dir.resolve("none"));
  }

  @Test
  void addressesThatLeadNowhereAreRefused() {
    assertThat(
            complaints(
                Map.of(
                    "TRACE2SKILL_ENGINE", "llm",
                    "TRACE2SKILL_LLM_MODEL", "m",
                    "TRACE2SKILL_LLM_BASE_URL", "ftp://x",
                    "TRACE2SKILL_SCHEMA_REGISTRY_URL", "mock://x",
                    "TRACE2SKILL_BOOTSTRAP_SERVERS", "kafka-1")))
        .hasSize(3)
        .anySatisfy(complaint -> assertThat(complaint).startsWith("llm.base.url: "))
        .anySatisfy(complaint -> assertThat(complaint).startsWith("schema.registry.url: "))
        .anySatisfy(complaint -> assertThat(complaint).startsWith("bootstrap.servers must be "));
  }

  @Test
  void nothingToLearnFromIsRefused() {
    assertThat(
            complaints(
                Map.of(
                    "TRACE2SKILL_ENGINE", "llm",
                    "TRACE2SKILL_LLM_MODEL", "m",
                    "TRACE2SKILL_LLM_ERROR_ANALYSIS", "single-call",
                    "TRACE2SKILL_LLM_UNVERIFIED", "discard")))
        .singleElement()
        .asString()
        .contains("change one of them");
  }

  private Configuration read(Map<String, String> more) throws ConfigurationException {
    Map<String, String> environment = new HashMap<>();
    environment.put("TRACE2SKILL_STATE_DIR", dir.toString());
    environment.put("TRACE2SKILL_SCHEMA_REGISTRY_URL", dir.resolve("registry").toUri().toString());
    environment.putAll(more);
    return ConfigurationReader.read(new AnalystService().catalog(), Optional.empty(), environment);
  }

  private List<String> complaints(Map<String, String> more) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(more)).complaints();
  }
}
