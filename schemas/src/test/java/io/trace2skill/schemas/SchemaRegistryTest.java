// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.Trajectory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryTest {

  private static final Schema FIRST = Trajectory.getClassSchema();
  private static final Schema SECOND = SkillCommand.getClassSchema();

  @TempDir Path dir;

  @Test
  void oneSchemaHasOneIdUnderEverySubject() {
    SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://x"));
    int id = registry.register("a-value", FIRST);
    assertThat(registry.register("b-value", FIRST)).isEqualTo(id);
    assertThat(registry.register("a-value", SECOND)).isNotEqualTo(id);
    assertThat(registry.byId(id)).isEqualTo(FIRST);
  }

  @Test
  void idsInAFileOutliveTheRegistry() {
    URI url = dir.resolve("registry.avsc").toUri();
    SchemaRegistry before = SchemaRegistry.open(url);
    int first = before.register("a-value", FIRST);
    int second = before.register("a-value", SECOND);
    SchemaRegistry after = SchemaRegistry.open(url);
    assertThat(after.byId(second)).isEqualTo(SECOND);
    assertThat(after.register("new-value", FIRST)).isEqualTo(first);
  }

  @Test
  void aDamagedFileIsNamed() throws Exception {
    Path file = Files.writeString(dir.resolve("registry.avsc"), "{\"type\": \"rec");
    assertThatThrownBy(() -> SchemaRegistry.open(file.toUri()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("registry.avsc");
  }

  @Test
  void unknownIdsAndKindsAreRefused() {
    SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://x"));
    assertThatThrownBy(() -> registry.byId(1)).isInstanceOf(SchemaRegistryException.class);
    assertThatThrownBy(() -> SchemaRegistry.open(URI.create("ftp://x")))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("ftp");
  }
}
