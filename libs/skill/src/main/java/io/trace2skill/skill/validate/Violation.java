// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.validate;

/**
 * One thing that keeps a skill from being valid.
 *
 * @param file path of the file
 * @param line line, from 1; 0 when the whole file is meant
 * @param rule the broken rule
 * @param message what is wrong and what to do about it, for a person
 */
public record Violation(String file, int line, Rule rule, String message) {

  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line;
    return place + ": " + message + " (" + rule.wireName() + ")";
  }
}
