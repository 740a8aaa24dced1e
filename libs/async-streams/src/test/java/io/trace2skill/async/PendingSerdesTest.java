// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.WithNull;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class PendingSerdesTest {

  private final Serde<PendingRequest<Record<byte[], byte[]>>> serde =
      new PendingRequestSerde<>(
          AsyncProcessorSupplier.records(Serdes.ByteArray(), Serdes.ByteArray()));

  @Property(tries = 300)
  void everyRecordComesBackAsItWas(
      @ForAll @WithNull byte[] key,
      @ForAll @WithNull byte[] value,
      @ForAll @LongRange(min = 0) long timestamp,
      @ForAll long acceptedAtMs,
      @ForAll @Size(max = 4) List<@StringLength(max = 9) String> headerKeys) {
    Headers headers = new RecordHeaders();
    headerKeys.forEach(name -> headers.add(name, name.isEmpty() ? null : value));
    byte[] bytes =
        serde
            .serializer()
            .serialize(
                "t",
                new PendingRequest<>(acceptedAtMs, new Record<>(key, value, timestamp, headers)));
    PendingRequest<Record<byte[], byte[]>> back = serde.deserializer().deserialize("t", bytes);
    assertThat(back.acceptedAtMs()).isEqualTo(acceptedAtMs);
    assertThat(back.request().key()).isEqualTo(key);
    assertThat(back.request().value()).isEqualTo(value);
    assertThat(back.request().timestamp()).isEqualTo(timestamp);
    assertThat(back.request().headers()).isEqualTo(headers);
  }

  @Test
  void saysSoWhenAnotherVersionWroteTheEntry() {
    assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[] {9, 0, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("another version");
    byte[] cut = {1, 0, 0, 0, 0, 0, 0, 0, 0, 5};
    assertThatThrownBy(() -> serde.deserializer().deserialize("t", cut))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void saysSoWhenAnEntryEndsTooEarly() {
    byte[] whole =
        serde
            .serializer()
            .serialize("t", new PendingRequest<>(1, new Record<>(new byte[3], new byte[100], 1L)));
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    assertThatThrownBy(() -> serde.deserializer().deserialize("t", cut))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void keepsRequestsOfAnySerde() {
    Serde<PendingRequest<String>> strings = new PendingRequestSerde<>(Serdes.String());
    byte[] bytes = strings.serializer().serialize("t", new PendingRequest<>(7, "a request"));
    assertThat(strings.deserializer().deserialize("t", bytes))
        .isEqualTo(new PendingRequest<>(7, "a request"));
  }

  @Test
  void readsWhatEarlierReleasesWrote() {
    byte[] written =
        HexFormat.of()
            .parseHex(
                "01"
                    + "0000000000000007"
                    + "0000000000000005"
                    + "00000001"
                    + "000168"
                    + "ffffffff"
                    + "00000001"
                    + "6b"
                    + "00000002"
                    + "7661");
    PendingRequest<Record<byte[], byte[]>> back = serde.deserializer().deserialize("t", written);
    assertThat(back.acceptedAtMs()).isEqualTo(7);
    assertThat(back.request().timestamp()).isEqualTo(5);
    assertThat(back.request().key()).isEqualTo("k".getBytes(StandardCharsets.UTF_8));
    assertThat(back.request().value()).isEqualTo("va".getBytes(StandardCharsets.UTF_8));
    assertThat(serde.serializer().serialize("t", back)).isEqualTo(written);
  }
}
