// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.EvolutionState;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.OutstandingAnalysis;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.avro.WindowState;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds today's schemas, of topics and of state, against those of every release, in both directions
 * ({@code FULL_TRANSITIVE}). On a release, {@code src/main/avro} is copied to {@code
 * src/test/resources/released/VERSION} and the version is added here.
 */
class SchemaEvolutionTest {

  /** The schemas that 0.1.0 will be released with; from then on, one entry a release. */
  private static final List<String> RELEASES = List.of("0.1.0");

  private static final List<String> SHARED_RECORDS =
      List.of(
          "UsageRecord",
          "EditRecord",
          "SourcedEditRecord",
          "DroppedEditRecord",
          "SkillFileRecord",
          "WindowSummary",
          "MergedPatchRecord");

  static List<Schema> schemas() {
    return List.of(
        Trajectory.getClassSchema(),
        AnalysisEvent.getClassSchema(),
        SkillCommand.getClassSchema(),
        CommandAnswer.getClassSchema(),
        SkillSnapshot.getClassSchema(),
        EvolutionState.getClassSchema(),
        WindowState.getClassSchema(),
        OutstandingAnalysis.getClassSchema(),
        SettledWindow.getClassSchema(),
        MergeTask.getClassSchema());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyReleaseReadsAndIsReadByToday(Schema today) throws IOException {
    for (String release : RELEASES) {
      Schema released = released(release, today.getName());
      assertThat(incompatibilities(today, released)).as("today reads %s", release).isEmpty();
      assertThat(incompatibilities(released, today)).as("%s reads today", release).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void enumsHaveADefaultSoThatOldReadersSurviveNewSymbols(Schema schema) {
    List<String> without = new ArrayList<>();
    collectEnumsWithoutDefault(schema, new ArrayList<>(), without);
    assertThat(without).isEmpty();
  }

  @Test
  void aFieldWithoutADefaultWouldBeNoticed() {
    Schema today = SkillCommand.getClassSchema();
    Schema.Field added = new Schema.Field("added", Schema.create(Schema.Type.STRING));
    List<Schema.Field> fields = new ArrayList<>();
    today.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(added);
    Schema changed =
        Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false, fields);
    assertThat(incompatibilities(changed, today)).isNotEmpty();
  }

  private static List<String> incompatibilities(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return result.getType() == COMPATIBLE
        ? List.of()
        : result.getResult().getIncompatibilities().stream().map(Object::toString).toList();
  }

  /** Parses the shared records first, as the build does, and returns the topic's record. */
  private static Schema released(String release, String name) throws IOException {
    Schema.Parser parser = new Schema.Parser();
    for (String shared : SHARED_RECORDS) {
      parse(parser, release, shared);
    }
    return parse(parser, release, name);
  }

  private static Schema parse(Schema.Parser parser, String release, String name)
      throws IOException {
    String path = "/released/" + release + "/" + name + ".avsc";
    try (InputStream in = SchemaEvolutionTest.class.getResourceAsStream(path)) {
      assertThat(in).as(path).isNotNull();
      return parser.parse(in);
    }
  }

  private static void collectEnumsWithoutDefault(
      Schema schema, List<Schema> seen, List<String> without) {
    if (seen.contains(schema)) {
      return;
    }
    seen.add(schema);
    switch (schema.getType()) {
      case RECORD ->
          schema.getFields().forEach(f -> collectEnumsWithoutDefault(f.schema(), seen, without));
      case ARRAY -> collectEnumsWithoutDefault(schema.getElementType(), seen, without);
      case MAP -> collectEnumsWithoutDefault(schema.getValueType(), seen, without);
      case UNION -> schema.getTypes().forEach(t -> collectEnumsWithoutDefault(t, seen, without));
      case ENUM -> {
        if (schema.getEnumDefault() == null) {
          without.add(schema.getFullName());
        }
      }
      default -> {}
    }
  }
}
