// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.files;

/** A directory that cannot be read as a skill, or must not be replaced by one. */
public final class SkillDirectoryException extends Exception {

  /**
   * @param message what is wrong and what to do, for a person
   */
  public SkillDirectoryException(String message) {
    super(message);
  }
}
