// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.Topics;
import java.util.Set;

/**
 * Decides whether a letter can be sent back to the topic that it came from, such that it counts
 * there once. Pure.
 */
final class RetryRule {

  /** What is decided. */
  sealed interface Decision {

    /** The original goes back to a topic. */
    record SendBack(String topic) implements Decision {}

    /** Sending it back would do nothing, or harm. */
    record Refused(String why) implements Decision {}
  }

  /** The bytes are as they should be; what they say is wrong and stays so. */
  private static final Set<String> WRONG_FOR_GOOD =
      Set.of("wrong-key", "invalid-skill-name", "no-value", "too-large");

  private final Topics topics;

  RetryRule(Topics topics) {
    this.topics = topics;
  }

  Decision decide(Letter letter) {
    DeadLetter why = letter.why();
    if (why.stage().equals("import")) {
      return refused("it never was in a topic; correct " + why.origin() + " and ingest it again");
    }
    if (letter.record().value() == null) {
      return refused("the original has no value");
    }
    if (WRONG_FOR_GOOD.contains(why.cause())) {
      return refused("the same record would be refused again (" + why.cause() + ")");
    }
    String topic = letter.topic().orElse("");
    if (topic.equals(topics.trajectories())) {
      return new Decision.SendBack(topic);
    }
    if (topic.equals(topics.patches())) {
      return why.cause().equals("unusable-patch")
          ? refused("its analysis counts as failed already; analyse the trajectory again")
          : new Decision.SendBack(topic);
    }
    if (topic.equals(topics.skillCommands())) {
      return why.stage().equals("decode") || why.cause().equals("unknown")
          ? new Decision.SendBack(topic)
          : refused("the order was answered; give it again, corrected");
    }
    return why.stage().equals("command")
        ? refused("the order was answered; give it again, corrected")
        : refused("it is not known which topic it came from (" + why.origin() + ")");
  }

  private static Decision refused(String why) {
    return new Decision.Refused(why);
  }
}
