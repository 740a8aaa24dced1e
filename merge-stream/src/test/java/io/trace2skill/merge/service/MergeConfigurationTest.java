// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.config.ConfigurationException;
import io.trace2skill.service.config.ConfigurationReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MergeConfigurationTest {

  @TempDir private Path dir;

  @Test
  void windowsCloseByTimeAndBySilenceUnlessToldOtherwise() throws Exception {
    Configuration defaults = read(Map.of());
    assertThat(defaults.get(MergeKeys.SIZE)).contains(Duration.ofDays(1));
    assertThat(defaults.get(MergeKeys.IDLE)).contains(Duration.ofHours(1));
    assertThat(defaults.get(MergeKeys.MAX_PATCHES)).isEmpty();

    Configuration counted =
        read(
            Map.of(
                "TRACE2SKILL_WINDOW_SIZE", "none",
                "TRACE2SKILL_WINDOW_IDLE", "none",
                "TRACE2SKILL_WINDOW_MAX_PATCHES", "50"));
    assertThat(counted.get(MergeKeys.SIZE)).isEmpty();
    assertThat(counted.get(MergeKeys.IDLE)).isEmpty();
    assertThat(counted.get(MergeKeys.MAX_PATCHES)).contains(50);
  }

  @Test
  void aGraceWithoutASizeIsRefused() {
    assertThat(
            complaints(Map.of("TRACE2SKILL_WINDOW_SIZE", "none", "TRACE2SKILL_WINDOW_GRACE", "5m")))
        .containsExactly("window.grace has no effect with window.size=none; leave one of them out");
  }

  @Test
  void aWindowThatIsFullBeforeItHasEvidenceIsRefused() {
    assertThat(complaints(Map.of("TRACE2SKILL_WINDOW_MAX_PATCHES", "4")))
        .singleElement()
        .asString()
        .startsWith("window.max.patches=4 is below window.min.evidence=5");
  }

  @Test
  void variablesOfTheOtherServiceAreLeftAlone() {
    assertThat(complaints(Map.of("TRACE2SKILL_LLM_MODEL", "m", "TRACE2SKILL_SIGNALS", "both")))
        .containsExactly("llm.model has no effect with engine=rules; set engine=llm or leave it");
  }

  private Configuration read(Map<String, String> more) throws ConfigurationException {
    Map<String, String> environment = new HashMap<>();
    environment.put("TRACE2SKILL_STATE_DIR", dir.toString());
    environment.put("TRACE2SKILL_SCHEMA_REGISTRY_URL", dir.resolve("registry").toUri().toString());
    environment.putAll(more);
    return ConfigurationReader.read(new MergeService().catalog(), Optional.empty(), environment);
  }

  private List<String> complaints(Map<String, String> more) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(more)).complaints();
  }
}
