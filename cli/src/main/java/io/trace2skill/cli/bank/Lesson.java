// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.bank;

/**
 * One lesson of one trajectory.
 *
 * @param id trajectory and place of the edit in its patch, for example {@code run-17#0}
 * @param trajectory the trajectory that it rests on
 * @param outcome of that trajectory: success, failure or unknown
 * @param place where its proposer would have put it: file, and section where it names one
 * @param text the lesson, in Markdown; not blank
 */
public record Lesson(String id, String trajectory, String outcome, String place, String text) {

  public Lesson {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a lesson says something");
    }
  }
}
