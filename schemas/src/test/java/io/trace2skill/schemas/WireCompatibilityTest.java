// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.Trajectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every record of the contract goes both ways between this project and others: Confluent's own
 * registry client, Flink's framing and another copy of Avro.
 */
class WireCompatibilityTest {

  private static final String TOPIC = "t";
  private static final int RECORDS = 20;
  private static final long SEED = 7;

  private final FakeConfluentRegistry server = new FakeConfluentRegistry();
  private final SchemaRegistry ours = SchemaRegistry.open(server.url(), Map.of());
  private final ConfluentSchemaRegistryCoder theirs =
      new ConfluentSchemaRegistryCoder(
          TOPIC + "-value", new CachedSchemaRegistryClient(server.url(), 100));

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of(Trajectory.class, Trajectory.getClassSchema()),
        Arguments.of(AnalysisEvent.class, AnalysisEvent.getClassSchema()),
        Arguments.of(SkillCommand.class, SkillCommand.getClassSchema()),
        Arguments.of(SkillSnapshot.class, SkillSnapshot.getClassSchema()));
  }

  @AfterEach
  void close() {
    ours.close();
    server.close();
  }

  @ParameterizedTest
  @MethodSource("records")
  <T extends SpecificRecord> void recordsGoToOthersAndBack(Class<T> type, Schema schema)
      throws IOException {
    AvroSerde<T> serde = AvroSerde.of(type, schema, ours);
    for (T record : WireCompatibilityTest.<T>random(schema)) {
      byte[] ourBytes = serde.serializer().serialize(TOPIC, record);
      Object theirRecord = read(ourBytes);
      byte[] theirBytes = write(theirRecord);
      T back = serde.deserializer().deserialize(TOPIC, theirBytes);
      assertThat(back).hasToString(record.toString());
      assertThat(read(theirBytes)).isEqualTo(theirRecord);
      assertThat(Arrays.copyOf(theirBytes, AvroSerde.HEADER_BYTES))
          .isEqualTo(Arrays.copyOf(ourBytes, AvroSerde.HEADER_BYTES));
    }
  }

  @Test
  void othersReadTheFieldsByTheirNames() throws IOException {
    AvroSerde<Trajectory> serde = AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), ours);
    GenericRecord theirRecord =
        (GenericRecord) read(serde.serializer().serialize(TOPIC, Records.trajectory()));
    assertThat(theirRecord.get("trajectoryId")).hasToString(Records.trajectory().getTrajectoryId());
  }

  private Object read(byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    var schema = theirs.readSchema(in);
    return new GenericDatumReader<>(schema)
        .read(null, DecoderFactory.get().directBinaryDecoder(in, null));
  }

  private byte[] write(Object record) throws IOException {
    var schema = ((GenericRecord) record).getSchema();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    theirs.writeSchema(schema, out);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** Random records in the generated classes. */
  private static <T extends SpecificRecord> List<T> random(Schema schema) throws IOException {
    List<T> records = new ArrayList<>();
    for (Object generic : new RandomData(schema, RECORDS, SEED)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      var encoder = org.apache.avro.io.EncoderFactory.get().directBinaryEncoder(out, null);
      new org.apache.avro.generic.GenericDatumWriter<>(schema).write(generic, encoder);
      encoder.flush();
      var decoder = org.apache.avro.io.DecoderFactory.get().binaryDecoder(out.toByteArray(), null);
      records.add(new SpecificDatumReader<T>(schema).read(null, decoder));
    }
    return records;
  }
}
