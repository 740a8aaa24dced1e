// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyTest {

  @Test
  void comesFromTheEnvironmentTrimmed() {
    Map<String, String> environment = Map.of("KEY", " sk-1\n", "BLANK", " ");
    assertThat(ApiKey.fromEnvironment(environment, "KEY").orElseThrow().reveal()).isEqualTo("sk-1");
    assertThat(ApiKey.fromEnvironment(environment, "BLANK")).isEmpty();
    assertThat(ApiKey.fromEnvironment(environment, "OTHER")).isEmpty();
  }

  @Test
  void comesFromAFileTrimmed(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "sk-2\r\n");
    assertThat(ApiKey.fromFile(file).reveal()).isEqualTo("sk-2");
    Path empty = Files.writeString(directory.resolve("empty"), "\n");
    assertThatThrownBy(() -> ApiKey.fromFile(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is blank")
        .hasMessageContaining("empty");
  }

  @Test
  void printsNothingOfItselfAlsoInsideOfSettings() {
    ApiKey key = ApiKey.of("sk-canary", "a test");
    assertThat(key).hasToString("ApiKey[hidden]");
    assertThat(LlmSettings.of("http://host/v1").withApiKey(key).toString())
        .doesNotContain("sk-canary");
  }

  @Test
  void refusesWhatNoHeaderCarriesWithoutShowingIt() {
    assertThatThrownBy(() -> ApiKey.of("sk-canary\nsecond line", "the file key.txt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the file key.txt")
        .hasMessageNotContaining("canary");
  }
}
