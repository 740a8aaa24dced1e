// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.DeadLetter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards to the sinks of the topology. */
final class SinkPublisher implements Publisher {

  static final String SNAPSHOTS = "skill-snapshots";
  static final String VERSIONS = "skill-versions";
  static final String REFUSED = "refused-commands";

  private final ProcessorContext<String, SpecificRecord> context;

  SinkPublisher(ProcessorContext<String, SpecificRecord> context) {
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
  public void refuse(SkillCommand command, DeadLetter why) {
    long at = context.currentSystemTimeMs();
    context.forward(new Record<>(command.getSkill(), command, at, why.headers()), REFUSED);
  }
}
