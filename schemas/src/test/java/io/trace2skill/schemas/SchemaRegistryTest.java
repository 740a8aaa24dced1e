// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.Trajectory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    Path file = Files.writeString(dir.resolve("registry.avsc"), "{\"type\": \"rec\n");
    assertThatThrownBy(() -> SchemaRegistry.open(file.toUri()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("registry.avsc");
  }

  @Test
  void registriesOfOneFileSeeWhatTheOthersAdd() {
    URI url = dir.resolve("registry.avsc").toUri();
    SchemaRegistry one = SchemaRegistry.open(url);
    SchemaRegistry other = SchemaRegistry.open(url);
    int first = one.register("a-value", FIRST);
    int second = other.register("a-value", SECOND);
    assertThat(second).isNotEqualTo(first);
    assertThat(one.register("b-value", SECOND)).isEqualTo(second);
    assertThat(other.byId(first)).isEqualTo(FIRST);
    assertThat(one.byId(second)).isEqualTo(SECOND);
  }

  @Test
  void aLineThatAKilledProcessDidNotFinishHasNoIdAndIsWrittenOver() throws Exception {
    Path file = dir.resolve("registry.avsc");
    int first = SchemaRegistry.open(file.toUri()).register("a-value", FIRST);
    Files.writeString(file, "{\"type\": \"rec", StandardOpenOption.APPEND);
    SchemaRegistry after = SchemaRegistry.open(file.toUri());
    int second = after.register("a-value", SECOND);
    assertThat(second).isEqualTo(first + 1);
    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(SchemaRegistry.open(file.toUri()).byId(second)).isEqualTo(SECOND);
  }

  @Test
  void manyAtOnceAgreeOnTheIds() throws Exception {
    URI url = dir.resolve("registry.avsc").toUri();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<List<Integer>>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<Schema> order = i % 2 == 0 ? List.of(FIRST, SECOND) : List.of(SECOND, FIRST);
      answers.add(
          threads.submit(
              () -> {
                SchemaRegistry registry = SchemaRegistry.open(url);
                order.forEach(schema -> registry.register("x-value", schema));
                return List.of(
                    registry.register("x-value", FIRST), registry.register("x-value", SECOND));
              }));
    }
    Set<List<Integer>> distinct = new HashSet<>();
    for (Future<List<Integer>> answer : answers) {
      distinct.add(answer.get());
    }
    threads.shutdown();
    assertThat(distinct).hasSize(1);
    assertThat(distinct.iterator().next()).containsExactlyInAnyOrder(1, 2);
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
