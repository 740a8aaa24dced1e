// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The deployment whose logs are replayed.
 *
 * @param topics names of its topics
 * @param registry where its schemas are; not closed here
 * @param clientSettings what every Kafka client begins with
 */
public record Live(Topics topics, SchemaRegistry registry, Map<String, Object> clientSettings) {

  public Live {
    clientSettings = Map.copyOf(clientSettings);
  }

  <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type, Schema schema) {
    return AvroSerde.of(type, schema, registry);
  }
}
