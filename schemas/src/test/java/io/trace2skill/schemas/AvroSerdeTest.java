// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.Trajectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

  private final SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://test"));
  private final AvroSerde<Trajectory> serde =
      AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), registry);

  @Test
  void recordsComeBackWithEveryPartOfTheContract() {
    byte[] bytes = serde.serializer().serialize("t", Records.trajectory());
    assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(Records.trajectory());
  }

  @Test
  void wireFormatIsAZeroByteAndABigEndianIdBeforeTheRecord() {
    registry.register("other", SchemaBuilder.builder().stringType());
    byte[] bytes = serde.serializer().serialize("t", Records.trajectory());
    assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, 2);
    assertThat(registry.byId(2)).isEqualTo(Trajectory.getClassSchema());
  }

  @Test
  void nullStandsForNull() {
    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(serde.deserializer().deserialize("t", (byte[]) null)).isNull();
  }

  @Test
  void recordsOfAnOlderWriterAreReadWithDefaults() {
    Schema older =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "SkillCommand", "namespace": "io.trace2skill.avro",
                 "fields": [
                   {"name": "kind", "type": {"type": "enum", "name": "CommandKind",
                     "symbols": ["UNKNOWN", "CLOSE_WINDOW"], "default": "UNKNOWN"}},
                   {"name": "commandId", "type": "string"},
                   {"name": "skill", "type": "string"},
                   {"name": "issuedAt", "type": {"type": "long", "logicalType": "timestamp-millis"}}
                 ]}
                """);
    int id = registry.register("c-value", older);
    byte[] bytes =
        ByteBuffer.allocate(5 + 1 + 3 + 2 + 1)
            .put((byte) 0)
            .putInt(id)
            .put((byte) 2)
            .put(new byte[] {4, 'i', 'd'})
            .put(new byte[] {2, 's'})
            .put((byte) 2)
            .array();
    SkillCommand command =
        AvroSerde.of(SkillCommand.class, SkillCommand.getClassSchema(), registry)
            .deserializer()
            .deserialize("c", bytes);
    assertThat(command.getKind()).isEqualTo(CommandKind.CLOSE_WINDOW);
    assertThat(command.getCommandId()).isEqualTo("id");
    assertThat(command.getIssuedAt().toEpochMilli()).isEqualTo(1);
    assertThat(command.getFiles()).isEmpty();
  }

  @Test
  void whatIsNotInTheWireFormatIsRefusedWithTheNameOfTheTopic() {
    Deserializer<Trajectory> deserializer = serde.deserializer();
    byte[] unknownId = {0, 0, 0, 0, 99, 1};
    byte[] truncated = Arrays.copyOf(serde.serializer().serialize("t", Records.trajectory()), 60);
    byte[] trailing = Arrays.copyOf(serde.serializer().serialize("t", Records.trajectory()), 9_999);
    for (byte[] bad :
        new byte[][] {{}, {0, 0}, {1, 0, 0, 0, 1, 2}, unknownId, truncated, trailing}) {
      assertThatThrownBy(() -> deserializer.deserialize("the-topic", bad))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("the-topic");
    }
  }

  @Test
  void lengthsThatTheBytesDoNotHoldAreRefusedBeforeAnythingIsAllocated() throws IOException {
    serde.serializer().serialize("t", Records.trajectory());
    for (long length : new long[] {2_000_000_000L, Long.MAX_VALUE, -1}) {
      assertThatThrownBy(() -> serde.deserializer().deserialize("t", stringOfLength(length)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("a length of " + length);
      assertThatThrownBy(() -> serde.deserializer().deserialize("t", stepsOfLength(length)))
          .isInstanceOf(SerializationException.class);
    }
  }

  private static byte[] stringOfLength(long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0, 0, 0, 0, 1});
    EncoderFactory.get().directBinaryEncoder(bytes, null).writeLong(length);
    return bytes.toByteArray();
  }

  private static byte[] stepsOfLength(long length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0, 0, 0, 0, 1});
    bytes.writeBytes(new byte[10]); // empty strings and nulls up to the steps
    EncoderFactory.get().directBinaryEncoder(bytes, null).writeLong(length);
    return bytes.toByteArray();
  }

  @Test
  void theSchemaMustBeThatOfTheClass() {
    assertThatThrownBy(
            () -> AvroSerde.of(Trajectory.class, SkillCommand.getClassSchema(), registry))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
