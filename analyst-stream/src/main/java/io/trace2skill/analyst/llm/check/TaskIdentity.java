// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import io.trace2skill.avro.Trajectory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses the ids of the task and of its trajectory: a lesson about one task is none. Ids that are
 * short, or plain words, are no ids in a text.
 */
final class TaskIdentity implements EditRule {

  private static final int SHORTEST = 5;

  private final List<String> ids;

  TaskIdentity(Trajectory trajectory) {
    this.ids =
        Stream.of(trajectory.getTask().getId(), trajectory.getTrajectoryId())
            .filter(Objects::nonNull)
            .filter(id -> id.length() >= SHORTEST && id.chars().anyMatch(Character::isDigit))
            .map(id -> NormalText.of(id).text())
            .filter(id -> !id.isBlank())
            .toList();
  }

  @Override
  public Optional<String> problem(String text) {
    NormalText normal = NormalText.of(text);
    return ids.stream().anyMatch(normal::holds)
        ? Optional.of("it names the task or trajectory it comes from")
        : Optional.empty();
  }
}
