// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.TopicSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The evolutions of a deployment, in a compacted topic of their names. JSON, because nobody but
 * operators' commands reads it.
 */
final class Catalogue {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  private final Live live;
  private final Admin admin;
  private final String topic;

  Catalogue(Live live, Admin admin) {
    this.live = live;
    this.admin = admin;
    this.topic = EvolutionNames.catalogue(live.topics());
  }

  /** Returns all evolutions by name. */
  List<EvolutionEntry> all() throws ExecutionException, InterruptedException {
    if (!admin.listTopics().names().get().contains(topic)) {
      return List.of();
    }
    Map<String, EvolutionEntry> entries = new TreeMap<>();
    List<IOException> unreadable = new ArrayList<>();
    try (TopicReader<String> reader = TopicReader.ofText(live.clientSettings(), List.of(topic))) {
      reader.readToEnd(record -> enter(record, entries, unreadable));
    }
    if (!unreadable.isEmpty()) {
      throw new ExecutionException(
          "topic " + topic + " holds something that lists no evolution", unreadable.get(0));
    }
    return List.copyOf(entries.values());
  }

  private static void enter(
      ConsumerRecord<String, byte[]> record,
      Map<String, EvolutionEntry> entries,
      List<IOException> unreadable) {
    byte[] value = record.value();
    if (value == null) {
      entries.remove(record.key());
      return;
    }
    try {
      entries.put(record.key(), JSON.readValue(value, EvolutionEntry.class));
    } catch (IOException e) {
      unreadable.add(e);
    }
  }

  /** Returns the evolution of that name; empty when there is none. */
  Optional<EvolutionEntry> find(String name) throws ExecutionException, InterruptedException {
    return all().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** Enters an evolution, or what became of it. */
  void put(EvolutionEntry entry) throws ExecutionException, InterruptedException {
    new TopicAdmin(admin).ensure(List.of(new TopicSpec(topic, 1, COMPACTED)));
    try {
      send(entry.name(), JSON.writeValueAsBytes(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry is always JSON", e);
    }
  }

  /** Forgets an evolution. */
  void remove(String name) throws ExecutionException, InterruptedException {
    send(name, null);
  }

  private void send(String name, byte @Nullable [] value)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(live.clientSettings());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, name, value)).get();
    }
  }
}
