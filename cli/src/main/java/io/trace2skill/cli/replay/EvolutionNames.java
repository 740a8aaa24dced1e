// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.SkillNames;
import java.util.Optional;

/**
 * What everything is called that belongs to an evolution: topics, application ids, consumer groups
 * and the transactional id all begin with one prefix, which nothing else begins with.
 *
 * @param live topics of the deployment that it is an evolution of
 * @param evolution its name
 */
record EvolutionNames(Topics live, String evolution) {

  /** Returns what is wrong with the name of an evolution; empty when it is fine. */
  static Optional<String> problem(String name) {
    return SkillNames.nameProblem(name); // no dots, so no evolution's prefix begins another's
  }

  /** Returns the topic that lists the evolutions of a deployment. */
  static String catalogue(Topics live) {
    return live.prefix() + "evolutions";
  }

  String prefix() {
    return live.prefix() + "evolution." + evolution + ".";
  }

  Topics topics() {
    return new Topics(prefix());
  }

  String analystId() {
    return prefix() + "analyst";
  }

  String mergeId() {
    return prefix() + "merge";
  }

  /** Returns the group whose offsets tell how far the log is copied. */
  String copyGroup() {
    return prefix() + "copy";
  }
}
