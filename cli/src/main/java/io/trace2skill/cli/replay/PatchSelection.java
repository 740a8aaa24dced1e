// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.schemas.AvroSerde;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Selects outcomes of analyses. Each gets its start right before it: the log's own starts stay
 * behind, because one without an outcome would hold the window open for ever. What the analyses
 * used up was used up by another evolution, so the copies do not say it.
 */
final class PatchSelection implements Selection {

  private final String skill;
  private final TimeRange range;
  private final String target;
  private final AvroSerde<AnalysisEvent> events;

  /**
   * @param events of the evolution's topic
   * @param target that topic
   */
  PatchSelection(AvroSerde<AnalysisEvent> events, String skill, TimeRange range, String target) {
    this.skill = skill;
    this.range = range;
    this.target = target;
    this.events = events;
  }

  @Override
  public Optional<Selected> select(ConsumerRecord<String, byte[]> record) {
    if (!skill.equals(record.key())) {
      return Optional.empty();
    }
    AnalysisEvent event = events.deserializer().deserialize(record.topic(), record.value());
    if (event == null
        || !event.getSkill().equals(skill)
        || !isOutcome(event.getKind())
        || !range.holds(event.getEventTime())) {
      return Optional.empty();
    }
    AnalysisEvent started =
        AnalysisEvent.newBuilder()
            .setKind(AnalysisKind.STARTED)
            .setTrajectoryId(event.getTrajectoryId())
            .setSkill(skill)
            .setEventTime(event.getEventTime())
            .setOutcome(event.getOutcome())
            .setEngine(event.getEngine())
            .build();
    AnalysisEvent outcome = AnalysisEvent.newBuilder(event).setUsage(null).build();
    return Optional.of(
        new Selected(event.getTrajectoryId(), List.of(copy(started), copy(outcome))));
  }

  private static boolean isOutcome(AnalysisKind kind) {
    return switch (kind) {
      case PATCH_PROPOSED, NO_LESSON, FAILED -> true;
      case STARTED, UNKNOWN -> false;
    };
  }

  private ProducerRecord<String, byte[]> copy(AnalysisEvent event) {
    byte[] value = events.serializer().serialize(target, event);
    long time = Math.max(0, event.getEventTime().toEpochMilli());
    return new ProducerRecord<>(target, null, time, skill, value);
  }

  @Override
  public String trajectoryId(ConsumerRecord<String, byte[]> copy) {
    AnalysisEvent event = events.deserializer().deserialize(copy.topic(), copy.value());
    return event.getTrajectoryId();
  }
}
