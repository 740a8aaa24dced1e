// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir private Path directory;

  @Test
  void reachAChildAsTheyAre() throws Exception {
    Settings settings =
        Settings.empty().with("role", "stage").with("records", 7).with("text", "a = b\n#c");
    Path file = directory.resolve("settings");
    settings.write(file);

    assertThat(Settings.read(file)).isEqualTo(settings);
  }

  @Test
  void tellThoseOfKafkaFromTheirOwn() {
    Settings settings =
        Settings.empty()
            .with("in.flight", 4)
            .withAll(Settings.empty().with("kafka.linger.ms", 5).with("in.flight", 8));

    assertThat(settings.kafka()).isEqualTo(Map.of("linger.ms", "5"));
    assertThat(settings.number("in.flight")).isEqualTo(8);
    assertThat(settings.flag("polling")).isFalse();
    assertThatThrownBy(() -> settings.text("role")).hasMessageContaining("role");
  }
}
