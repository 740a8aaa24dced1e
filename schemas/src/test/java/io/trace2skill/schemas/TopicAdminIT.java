// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminIT {

  private final Topics topics = new Topics("it.");

  @TempDir Path dir;

  @Test
  void createsWhatIsMissingKeepsWhatIsThereAndRefusesOtherPartitionCounts() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicAdmin topicAdmin = new TopicAdmin(admin);
      topicAdmin.ensure(topics.specs(2));
      topicAdmin.ensure(topics.specs(2));

      Set<String> expected =
          topics.specs(2).stream().map(TopicSpec::name).collect(Collectors.toSet());
      assertThat(admin.listTopics().names().get()).containsAll(expected);
      assertThat(cleanupPolicy(admin, topics.skillVersions())).isEqualTo("compact");
      assertThatThrownBy(() -> topicAdmin.ensure(topics.specs(3)))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining("has 2 partitions, but 3 are configured");
    }
  }

  private static String cleanupPolicy(Admin admin, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(Set.of(resource))
        .all()
        .get()
        .get(resource)
        .get("cleanup.policy")
        .value();
  }
}
