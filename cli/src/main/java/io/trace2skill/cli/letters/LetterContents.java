// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.analyst.importer.TrajectoryJsonWriter;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Makes something readable of the original bytes of letters. */
final class LetterContents {

  private static final int HEX_BYTES = 1024;

  private final Topics topics;
  private final Deserializer<Trajectory> trajectories;
  private final Deserializer<AnalysisEvent> events;
  private final Deserializer<SkillCommand> commands;
  private final TrajectoryJsonWriter json = new TrajectoryJsonWriter();

  LetterContents(Cluster cluster) {
    this.topics = cluster.topics();
    this.trajectories = cluster.serde(Trajectory.class, Trajectory.getClassSchema()).deserializer();
    this.events = cluster.serde(AnalysisEvent.class, AnalysisEvent.getClassSchema()).deserializer();
    this.commands = cluster.serde(SkillCommand.class, SkillCommand.getClassSchema()).deserializer();
  }

  /**
   * The original, readable.
   *
   * @param form json, text or hex
   */
  record Shown(String form, String text) {}

  /** Returns the original, decoded where that is possible. */
  Shown show(Letter letter) {
    byte @Nullable [] bytes = letter.record().value();
    if (bytes == null) {
      return new Shown("text", "");
    }
    return decoded(letter, bytes)
        .map(text -> new Shown("json", text))
        .or(() -> text(bytes).map(text -> new Shown("text", text)))
        .orElseGet(() -> new Shown("hex", hex(bytes)));
  }

  /** Returns the skill that a letter is about; empty when that cannot be told. */
  String skill(Letter letter) {
    String topic = letter.topic().orElse("");
    if (!topic.equals(topics.trajectories())) {
      return topic.isEmpty() ? "" : letter.key();
    }
    try {
      Trajectory trajectory = trajectories.deserialize(topic, letter.record().value());
      return trajectory == null ? "" : trajectory.getSkill();
    } catch (SerializationException e) {
      return "";
    }
  }

  private Optional<String> decoded(Letter letter, byte[] bytes) {
    String topic = letter.topic().orElse("");
    try {
      if (topic.equals(topics.trajectories())) {
        return Optional.of(json.write(trajectories.deserialize(topic, bytes)));
      } else if (topic.equals(topics.patches())) {
        return Optional.of(events.deserialize(topic, bytes).toString());
      } else if (topic.equals(topics.skillCommands())) {
        return Optional.of(commands.deserialize(topic, bytes).toString());
      }
    } catch (SerializationException e) {
      // shown as it is
    }
    return Optional.empty();
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String hex(byte[] bytes) {
    String hex =
        HexFormat.ofDelimiter(" ")
            .formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, HEX_BYTES)));
    return bytes.length > HEX_BYTES ? hex + " ..." : hex;
  }
}
