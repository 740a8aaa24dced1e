// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.service.config.Catalog;
import io.trace2skill.service.config.Configuration;
import io.trace2skill.service.config.ConfigurationException;
import io.trace2skill.service.config.ConfigurationReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class KafkaSettingsTest {

  private static final Catalog CATALOG =
      new Catalog("test", ServiceKeys.sections(ServiceKeys.httpListen(1)), List.of());

  @Test
  void theConsumerGroupFollowsFromThePrefix() {
    assertThat(KafkaSettings.applicationId("trace2skill.", "merge")).isEqualTo("trace2skill-merge");
    assertThat(KafkaSettings.applicationId("team_1-", "analyst")).isEqualTo("team_1-analyst");
    assertThat(KafkaSettings.applicationId("", "analyst")).isEqualTo("analyst");
  }

  @Test
  void anInstanceIdMakesTheMainConsumerAStaticMember() throws Exception {
    assertThat(streams(Map.of("TRACE2SKILL_INSTANCE_ID", "a-1")))
        .containsEntry("main.consumer.group.instance.id", "a-1");
    assertThat(streams(Map.of()).keySet()).noneMatch(key -> key.endsWith("group.instance.id"));
  }

  @Test
  void securityReachesTheClientThatLooksAfterTopicsAndStreamsSettingsDoNot() throws Exception {
    Configuration configuration =
        read(
            Map.of(
                "TRACE2SKILL_KAFKA_SECURITY_PROTOCOL", "SSL",
                "TRACE2SKILL_KAFKA_REQUEST_TIMEOUT_MS", "1",
                "TRACE2SKILL_KAFKA_ADMIN_REQUEST_TIMEOUT_MS", "2",
                "TRACE2SKILL_KAFKA_NUM_STANDBY_REPLICAS", "1"));
    assertThat(KafkaSettings.admin(configuration))
        .containsEntry("security.protocol", "SSL")
        .containsEntry("request.timeout.ms", "2")
        .doesNotContainKey("num.standby.replicas");
    assertThat(KafkaSettings.streams(configuration, "merge"))
        .containsEntry("num.standby.replicas", "1")
        .containsEntry("security.protocol", "SSL");
  }

  private static Map<String, Object> streams(Map<String, String> more)
      throws ConfigurationException {
    return KafkaSettings.streams(read(more), "analyst");
  }

  private static Configuration read(Map<String, String> more) throws ConfigurationException {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("TRACE2SKILL_STATE_DIR", "/state");
    return ConfigurationReader.read(CATALOG, Optional.empty(), environment);
  }
}
