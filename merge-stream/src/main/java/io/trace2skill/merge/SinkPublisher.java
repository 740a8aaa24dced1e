// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.DeadLetter;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards to the sinks of the topology. */
final class SinkPublisher implements Publisher {

  static final String SNAPSHOTS = "skill-snapshots";
  static final String VERSIONS = "skill-versions";
  static final String ANSWERS = "skill-answers";
  static final String REFUSED = "dead-letters";

  private final ProcessorContext<Object, Object> context;

  SinkPublisher(ProcessorContext<Object, Object> context) {
    this.context = context;
  }

  @Override
  public void publish(SkillSnapshot snapshot) {
    long at = snapshot.getCreatedAt().toEpochMilli();
    String versionKey = snapshot.getSkill() + "@" + snapshot.getVersion();
    context.forward(new Record<>(snapshot.getSkill(), snapshot, at), SNAPSHOTS);
    context.forward(new Record<>(versionKey, snapshot, at), VERSIONS);
  }

  @Override
  public void delete(String skill, Instant now) {
    context.forward(new Record<>(skill, null, now.toEpochMilli()), SNAPSHOTS);
  }

  @Override
  public void answer(CommandAnswer answer) {
    long at = answer.getAnsweredAt().toEpochMilli();
    context.forward(new Record<>(answer.getSkill(), answer, at), ANSWERS);
  }

  @Override
  public void refuse(byte @Nullable [] key, byte @Nullable [] value, DeadLetter why) {
    long at = context.currentSystemTimeMs();
    context.forward(new Record<>(key, value, at, why.headers()), REFUSED);
  }
}
