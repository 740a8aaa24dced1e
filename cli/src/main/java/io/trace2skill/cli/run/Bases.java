// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Registers the base of a run and waits until it counts. */
final class Bases {

  private final LocalCluster cluster;
  private final String skill;
  private final Commands commands;
  private final AliveCheck alive;

  Bases(LocalCluster cluster, String skill, Commands commands, AliveCheck alive) {
    this.cluster = cluster;
    this.skill = skill;
    this.commands = commands;
    this.alive = alive;
  }

  /**
   * Returns when the base has become a version, now or in an earlier run.
   *
   * @throws IOException when it is refused
   */
  void register(SkillDirectory base) throws IOException, ExecutionException, InterruptedException {
    commands.registerBase(base);
    Set<String> digests = new HashSet<>();
    AtomicReference<DeadLetter> refusal = new AtomicReference<>();
    try (var versions = new Versions(cluster).reader();
        TopicReader<byte[]> refused =
            new TopicReader<>(
                cluster.clientSettings(),
                cluster.topics().deadLetters(),
                new ByteArrayDeserializer())) {
      while (!digests.contains(base.digest())) {
        versions.poll(
            record -> {
              if (record.value() != null && record.value().getSkill().equals(skill)) {
                digests.add(record.value().getDigest());
              }
            });
        refused.poll(record -> noteRefusal(DeadLetter.of(record.headers()), base, refusal));
        if (refusal.get() != null) {
          throw new IOException(refusal.get().reason());
        }
        alive.require();
      }
    }
  }

  private static void noteRefusal(
      DeadLetter letter, SkillDirectory base, AtomicReference<DeadLetter> refusal) {
    if (letter.stage().equals("command") && letter.origin().contains(base.digest())) {
      refusal.set(letter);
    }
  }
}
